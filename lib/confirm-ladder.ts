// How much a person must say before a purge runs (console.md, confirm ladder). The dialog uses it to ask; the server uses
// the same lines to decide (operations/purge.ts), so that the two cannot disagree.
import type { TargetsInput } from './contract';

export type ConfirmTier = 1 | 2 | 3;

/** Live entries up to which a soft purge needs no reason, and up to which nothing has to be typed. */
export const ladder = { reasonAbove: 100, typedAbove: 10_000 } as const;
/** How far the impact may have grown since the preview that the person saw. */
export const driftTolerance = 0.1;

/** The tier of a purge. Without a mode the families decide, and they may remove: it counts as hard. */
export function confirmTier(purge: {
  total: number;
  mode?: 'hard' | 'soft' | undefined;
}): ConfirmTier {
  if (purge.total > ladder.typedAbove) return 3;
  if (purge.mode !== 'soft' || purge.total > ladder.reasonAbove) return 2;
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
export function hasDrifted(seen: number, now: number): boolean {
  return now > seen * (1 + driftTolerance);
}
