// The confirm ladder, decided on the server for every way a purge starts: the Purge dialog, a preview that is applied, a
// schedule. Thresholds come through one door (queries/guardrails.ts), so that Settings can replace the defaults.
import {
  type ConfirmTier,
  confirmTier,
  countOfFingerprint,
  type Guardrails,
  hasDrifted,
} from '@/lib/confirm-ladder';
import type { ImpactView } from '@/lib/contract';
import { authorise } from '@/server/auth/authorise';
import type { Context } from '@/server/auth/context';
import { type FieldError, Refusal } from '@/server/auth/refusal';
import { readGuardrails } from '@/server/queries/guardrails';

export { readGuardrails };

export const needAll = { role: 'operator', scope: 'purge:all' } as const;

/** What somebody sends along to have a purge run. */
export interface Said {
  mode?: 'hard' | 'soft' | undefined;
  reason?: string | undefined;
  /** The scope, typed by hand. */
  confirm?: string | undefined;
  /** Of the impact that was seen. */
  fingerprint?: string | undefined;
}

/** What of an impact is judged; a refusal carries all of it. */
type Judged = Pick<ImpactView, 'total' | 'fingerprint' | 'confirm'>;

/** Problem members of a refusal: the impact as it is now, as the caller may see it. */
type Shown = () => Record<string, unknown>;

/**
 * Refuses a purge that reaches more than was seen, or for which too little was said. Returns its tier. `scope` is the text
 * to type at tier 3; `shown` what a refusal carries of the new impact (default: all of it).
 */
export async function checkLadder(
  context: Context,
  impact: Judged,
  said: Said,
  scope: string,
  shown: Shown = () => ({ impact }),
): Promise<ConfirmTier> {
  if (impact.total > impact.confirm.typedAbove) authorise(context.actor, needAll);
  refuseDrift(said.fingerprint, impact.total, impact.fingerprint, {
    rails: await readGuardrails(context),
    shown,
  });
  const tier = confirmTier({ total: impact.total, mode: said.mode }, impact.confirm);
  refuseUnconfirmed(tier, impact, said, scope, shown);
  return tier;
}

function refuseDrift(
  seenFingerprint: string | undefined,
  total: number,
  fingerprint: string,
  { rails, shown }: { rails: Guardrails; shown: Shown },
): void {
  if (seenFingerprint === undefined || seenFingerprint === fingerprint) return;
  const seen = countOfFingerprint(seenFingerprint);
  if (seen === null)
    throw new Refusal('invalid-input', 'Send the fingerprint of a preview, or none.', {
      errors: [{ pointer: '/fingerprint', detail: 'is not a fingerprint of a preview' }],
    });
  if (!hasDrifted(seen, total, rails.driftTolerance)) return;
  throw new Refusal(
    'preview-drifted',
    `The preview showed ${seen} entries; now it would be ${total}. Look at the new impact and decide again.`,
    { members: shown() },
  );
}

function refuseUnconfirmed(
  tier: ConfirmTier,
  { total, confirm }: Judged,
  said: Said,
  scope: string,
  shown: Shown,
): void {
  const errors: FieldError[] = [];
  if (tier >= 2 && !said.reason) errors.push({ pointer: '/reason', detail: 'say why' });
  if (tier >= 3 && said.confirm?.trim() !== scope.trim())
    errors.push({ pointer: '/confirm', detail: `type exactly: ${scope}` });
  if (errors.length === 0) return;
  const reasonMissing = errors.some((error) => error.pointer === '/reason');
  const why = confirm.protectedTags[0]
    ? `The tag ${confirm.protectedTags[0]} is protected: its purge needs the scope typed in confirm.`
    : `A purge of more than ${confirm.typedAbove} entries needs its scope typed in confirm. This one reaches ${total}.`;
  throw new Refusal(
    reasonMissing ? 'reason-required' : 'confirm-required',
    reasonMissing
      ? `A purge that removes entries, or reaches more than ${confirm.reasonAbove}, needs a reason. This one reaches ${total}.`
      : why,
    { errors, members: { tier, ...shown() } },
  );
}
