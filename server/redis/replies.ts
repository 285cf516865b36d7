// Parts of scripts' replies that several steps share.
import type { DepthCount, Member } from '../engine/ports';
import { memberOf } from './edge-score';
import { bytes, number, text } from './script';

/** From { member, score, … }. */
export function membersOf(found: readonly unknown[]): Member[] {
  const members: Member[] = [];
  for (let i = 0; i + 1 < found.length; i += 2)
    members.push(memberOf(text(found[i]), number(found[i + 1])));
  return members;
}

/** From { depth, count, … }, or '' for none. */
export function countsOf(reply: unknown): DepthCount[] {
  if (!Array.isArray(reply)) return [];
  const counts: DepthCount[] = [];
  for (let i = 0; i + 1 < reply.length; i += 2)
    counts.push({ depth: number(reply[i]), count: number(reply[i + 1]) });
  return counts;
}

export function blobOf(reply: unknown): Buffer | null {
  const blob = bytes(reply);
  return blob.length === 0 ? null : blob;
}
