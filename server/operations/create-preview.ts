import { randomUUID } from 'node:crypto';
import {
  type CreatePreviewInput,
  createPreviewInputSchema,
  type PreviewView,
} from '@/lib/contract';
import type { Context } from '@/server/auth/context';
import { previewLifeMs, storePreview } from '@/server/plans/previews';
import {
  type ChangeTargets,
  targetsAsChange,
  targetsOfChange,
} from '@/server/queries/change-targets';
import { nearMisses } from '@/server/queries/near-misses';
import { previewImpact } from '@/server/queries/preview-view';
import { audited } from './audited';

/** More targets than 10,000 ids stand for. */
const emptyLimit = 50_000;
const unmatchedShown = 20;

/** Computes what changes would reach and keeps the answer, so that it can be shared, applied and scheduled. */
export const createPreview = audited({
  action: 'preview.create',
  need: { role: 'viewer', scope: 'preview:write' },
  input: createPreviewInputSchema,
  plan: (_context, input) => ({ scope: input }),
  async run(context, input): Promise<{ result: { preview: PreviewView }; detail: unknown }> {
    const change = await changeOf(context, input);
    const options = { survey: true, emptyLimit };
    const { impact, empty } = await previewImpact(context, change.targets, options);
    const now = new Date();
    const { subject, scope, targets } = change;
    const view: PreviewView = {
      id: `p_${randomUUID()}`,
      createdAt: now.toISOString(),
      expiresAt: new Date(now.getTime() + previewLifeMs).toISOString(),
      createdBy: context.actor.name,
      subject,
      scope,
      unmatched: unmatchedIn(change, empty),
      impact,
      hints: impact.total > 0 ? null : await hintsFor(context, subject),
    };
    await storePreview(context.db, { view, targets });
    const { total, fingerprint } = impact;
    return { result: { preview: view }, detail: { previewId: view.id, total, fingerprint } };
  },
});

async function changeOf(
  context: Context,
  { change, targets }: CreatePreviewInput,
): Promise<ChangeTargets> {
  // The schema lets exactly one of the two pass.
  return change ? targetsOfChange(context, change) : targetsAsChange(targets ?? {});
}

/** Ids none of whose targets reaches anything live. */
function unmatchedIn(
  { guardsOf }: ChangeTargets,
  empty: readonly string[],
): PreviewView['unmatched'] {
  const none = new Set(empty);
  const ids: string[] = [];
  for (const [id, guards] of guardsOf) if (guards.every((guard) => none.has(guard))) ids.push(id);
  return { count: ids.length, sample: ids.slice(0, unmatchedShown) };
}

function hintsFor({ cache }: Context, { entity, sample }: PreviewView['subject']) {
  return nearMisses(cache, { entity, ids: sample });
}
