// What an audit row says, in plain words. Scope and impact are stored as the operation wrote them (any JSON), so they
// are read here with care and shown as they are when they have another form.
import { z } from '@/lib/zod';
import {
  type AuditRowView,
  changeKindSchema,
  previewSubjectSchema,
  targetsSchema,
} from '@/lib/contract';
import { formatCount, formatInstant } from '@/lib/format';
import { describeSubject } from '@/lib/preview-words';
import { showText } from '@/lib/show-text';
import { describeTargets } from '@/lib/words';

const purgeScope = z.object({ targets: targetsSchema });
const eventScope = z.object({
  type: z.string(),
  entity: z.string(),
  id: z.union([z.string(), z.number()]),
});
const userScope = z.object({ email: z.string(), role: z.string().optional() });
/** A preview as it was asked for; of a long list the audit keeps the first ids and the count. */
const changeScope = z.object({
  change: z.object({
    entity: z.string(),
    kind: changeKindSchema,
    ids: z.union([
      z.array(z.string()),
      z.object({ count: z.number(), first: z.array(z.string()) }),
    ]),
  }),
});
const subjectScope = z.object({ subject: previewSubjectSchema, runAt: z.string().optional() });
const impactTotal = z.object({ total: z.number() });

/** `tag category:shoes`, `product 42 updated`, or the stored scope as JSON. */
export function describeScope(scope: unknown): string {
  const purge = purgeScope.safeParse(scope);
  if (purge.success) return describeTargets(purge.data.targets);
  const event = eventScope.safeParse(scope);
  if (event.success) {
    const { entity, id, type } = event.data;
    return `${showText(entity)} ${showText(String(id))} ${showText(type)}`;
  }
  const change = changeScope.safeParse(scope);
  if (change.success) {
    const { ids, ...rest } = change.data.change;
    const [count, sample] = Array.isArray(ids) ? [ids.length, ids] : [ids.count, ids.first];
    return describeSubject({ ...rest, count, sample });
  }
  const planned = subjectScope.safeParse(scope);
  if (planned.success) {
    const { subject, runAt } = planned.data;
    return `${describeSubject(subject)}${runAt === undefined ? '' : `, for ${formatInstant(runAt)}`}`;
  }
  const user = userScope.safeParse(scope);
  if (user.success) {
    const { email, role } = user.data;
    return showText(role === undefined ? email : `${email} as ${role}`);
  }
  if (scope === null || scope === undefined) return '–';
  return showText(typeof scope === 'string' ? scope : JSON.stringify(scope));
}

/** `214 entries`, or a dash when no impact was seen before. */
export function describeSeenImpact(impact: unknown): string {
  const seen = impactTotal.safeParse(impact);
  return seen.success ? formatCount(seen.data.total) : '–';
}

export const outcomes = ['done', 'refused', 'failed', 'unknown'] as const;
export type Outcome = AuditRowView['outcome'];

export const outcomeWords: Record<Outcome, { word: string; meaning: string }> = {
  done: { word: 'Done', meaning: 'It was carried out' },
  refused: { word: 'Refused', meaning: 'Nothing was done: not allowed, or not confirmed' },
  failed: { word: 'Failed', meaning: 'It was begun and ended with an error' },
  unknown: {
    word: 'Unknown',
    meaning: 'It was begun and no outcome was written: look at the wave',
  },
};
