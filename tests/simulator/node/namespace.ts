// The namespace's sequence, generation, flags, and the numbered messages about cuts.
import type { NodeState } from './state';

/** The sequence a load begins with. While a guard settles it follows the node's time. */
export function loadSequence(state: NodeState): { sequence: number; settling: boolean } {
  const us = state.nowUs();
  if (state.sequence === null) {
    state.sequence = state.rules.hybridClock ? us : 0;
    state.generation ??= us;
  }
  if (state.settle === null) return { sequence: state.sequence, settling: false };
  state.sequence = Math.max(state.sequence, us);
  if (state.settle > us) return { sequence: state.sequence, settling: true };
  state.settle = null;
  return { sequence: state.sequence, settling: false };
}

export function flag(state: NodeState, types: readonly string[], sequence: number): boolean {
  const added = types.filter((type) => !state.types.has(type));
  for (const type of added) state.types.set(type, { at: state.event(), sequence });
  return added.length > 0;
}

export function readNamespace(state: NodeState, types: readonly string[]) {
  const { sequence, settling } = loadSequence(state);
  const added = flag(state, types, sequence);
  state.generation ??= state.nowUs();
  return {
    generation: state.generation,
    sequence,
    nowMs: state.nowMs(),
    cuts: state.cuts,
    added,
    settling,
    flaggedAt: Math.max(0, ...types.map((type) => state.types.get(type)?.sequence ?? 0)),
  };
}

export function bump(state: NodeState): number {
  state.generation = Math.max((state.generation ?? 0) + 1, state.nowUs());
  return state.generation;
}

export function tellCut(state: NodeState, guards: readonly string[]): void {
  state.cuts++;
  state.publish({ kind: 'cut', number: state.cuts, atMs: state.nowMs(), guards });
}

export function settle(state: NodeState, forMs: number): number {
  const ahead = state.nowUs() + Math.ceil(forMs) * 1000;
  state.settle = Math.max(state.settle ?? 0, ahead);
  return ahead;
}

export function noteRowVersion(
  state: NodeState,
  row: string,
  version: number,
  created: boolean,
): void {
  const known = created ? undefined : state.rowVersions.get(row);
  state.rowVersions.set(row, Math.max(known ?? version, version));
}
