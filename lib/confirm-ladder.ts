// How much a person must say before a purge runs (console.md, confirm ladder). The dialog uses it to ask; the server uses
// the same lines to decide (operations/guardrails.ts), so that the two cannot disagree.
import type { ImpactView, TargetsInput } from './contract';

export type ConfirmTier = 1 | 2 | 3;

/** What Settings may change. */
export interface Guardrails {
  /** Live entries up to which a soft purge needs no reason, and up to which nothing has to be typed. */
  reasonAbove: number;
  typedAbove: number;
  /** How far the impact may have grown since the preview that the person saw: 0.1 = a tenth. */
  driftTolerance: number;
  /** Tags whose purge always asks for the scope; `category:*` stands for all that begin so. */
  protectedTags: readonly string[];
}

export const defaultGuardrails: Guardrails = {
  reasonAbove: 100,
  typedAbove: 10_000,
  driftTolerance: 0.1,
  protectedTags: [],
};

/** What a purge of these targets is judged by. */
export function confirmRules(
  targets: { tags?: readonly string[] | undefined },
  rails: Guardrails,
): ImpactView['confirm'] {
  const { reasonAbove, typedAbove } = rails;
  const protectedTags = (targets.tags ?? []).filter((tag) => isProtected(tag, rails));
  return { reasonAbove, typedAbove, protectedTags };
}

function isProtected(tag: string, { protectedTags }: Guardrails): boolean {
  return protectedTags.some((pattern) =>
    pattern.endsWith('*') ? tag.startsWith(pattern.slice(0, -1)) : tag === pattern,
  );
}

/** The tier of a purge. Without a mode the families decide, and they may remove: it counts as hard. */
export function confirmTier(
  purge: { total: number; mode?: 'hard' | 'soft' | undefined },
  rules: ImpactView['confirm'],
): ConfirmTier {
  if (purge.total > rules.typedAbove || rules.protectedTags.length > 0) return 3;
  if (purge.mode !== 'soft' || purge.total > rules.reasonAbove) return 2;
  return 1;
}

/** What has to be typed at tier 3: the one target's own text, or how many there are (`3 tags + 1 key`). */
export function scopeText(targets: TargetsInput): string {
  const { tags = [], keys = [], prefix } = targets;
  const all = [...tags, ...keys, ...(prefix === undefined ? [] : [prefix])];
  if (all.length === 1 && all[0] !== undefined) return all[0];
  const parts: string[] = [];
  if (tags.length > 0) parts.push(`${tags.length} ${tags.length === 1 ? 'tag' : 'tags'}`);
  if (keys.length > 0) parts.push(`${keys.length} ${keys.length === 1 ? 'key' : 'keys'}`);
  if (prefix !== undefined) parts.push(`prefix ${prefix}`);
  return parts.join(' + ');
}

/** Entries counted by an impact's fingerprint (`<count>-<hash>`), or null when it is not one. */
export function countOfFingerprint(fingerprint: string): number | null {
  const count = /^(\d{1,15})-/.exec(fingerprint)?.[1];
  return count === undefined ? null : Number(count);
}

/** True when the set has grown past the tolerance since the preview. A smaller set is never a surprise. */
export function hasDrifted(seen: number, now: number, tolerance: number): boolean {
  return now > seen * (1 + tolerance);
}
