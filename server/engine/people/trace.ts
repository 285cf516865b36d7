// Why an entry is reached: the way from a target to it, as far as its own refs and the plan tell it. Pure.
import type { Ref } from '../entry';
import { guardId, guardName, isTagGuard } from '../names';
import type { Guard } from '../ports';
import type { EdgeKind } from '../types';
import type { Reached } from './closure';

export interface Trace {
  /** Guards as people see them, from the target to the one whose edge ends at the entry; empty for a target itself. */
  path: string[];
  /** How the last edge came about; null for a target itself. */
  kind: EdgeKind | null;
}

/** The way by which the plan reached an entry with these refs. */
export function traceOf(
  at: Reached,
  refs: readonly Ref[],
  reached: ReadonlyMap<string, Reached>,
): Trace {
  if (at.via === null) return { path: [], kind: null };
  const last = lastEdge(refs, at.via);
  const way = climb(at.via, reached);
  if (last !== at.via) way.push(last);
  return { path: way.map(guardId), kind: kindOf(last, refs) };
}

/**
 * The guard whose edge ends at the entry: a wave that started at a distant guard reached it through the direct
 * dependency the entry inherited that guard from.
 */
export function lastEdge(refs: readonly Ref[], from: Guard): Guard {
  const via = refs.find((ref) => ref.guard === from)?.via;
  return via === null || via === undefined ? from : (via as Guard);
}

/** From the target down to `guard`. It ends: the entry behind a guard lies nearer to the targets than what hangs on it. */
function climb(guard: Guard, reached: ReadonlyMap<string, Reached>): Guard[] {
  const before = isTagGuard(guard) ? null : (reached.get(guardName(guard))?.via ?? null);
  return before === null ? [guard] : [...climb(before, reached), guard];
}

function kindOf(guard: Guard, refs: readonly Ref[]): EdgeKind {
  return refs.find((ref) => ref.guard === guard)?.kind ?? (isTagGuard(guard) ? 'tag' : 'captured');
}
