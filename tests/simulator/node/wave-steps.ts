// Steps on the journal of waves.
import type { Guard, OpenedWalk } from '@/server/engine/ports';
import { cutOne, cutPage, setMarker } from './guard-steps';
import { tellCut } from './namespace';
import type { NodeState, OpenRecord } from './state';

export interface Opening {
  sequence: number;
  generation: number;
  declaredTypes: string[];
  nowMs: number;
}

/** `keep`: the open record is written in the same step. */
export function openWave(state: NodeState, id: string, plan: string, keep: boolean): Opening {
  const next = (state.sequence ?? 0) + 1;
  const sequence = state.rules.hybridClock ? Math.max(next, state.nowUs()) : next;
  state.sequence = sequence;
  state.generation ??= sequence;
  state.watcher?.opened(plan, sequence);
  if (keep) keepOpen(state, id, sequence, plan);
  return {
    sequence,
    generation: state.generation,
    declaredTypes: [...state.types.keys()],
    nowMs: state.nowMs(),
  };
}

export function openWalk(
  state: NodeState,
  id: string,
  plan: string,
  roots: readonly Guard[],
  mode: 'hard' | 'soft' | null,
  namesWanted: number,
  budget: number,
): OpenedWalk {
  const opened = openWave(state, id, plan, true);
  const walk: OpenedWalk = {
    ...opened,
    own: '',
    found: [],
    root: 0,
    cursor: '',
    told: false,
    retired: [],
  };
  roots.forEach((guard, root) => {
    const counts = setMarker(state, guard, opened.sequence, mode);
    if (counts.length > 0) walk.retired.push({ root, counts, sample: [] });
  });
  if (opened.declaredTypes.length > 0) return walk;
  for (const root of roots) {
    if (!root.startsWith('k:')) continue;
    walk.own += cutOne(state, root.slice(2), mode, opened.generation, false).letter;
  }
  let left = Math.min(budget, state.pageLimit);
  while (walk.root < roots.length && left > 0) {
    const guard = roots[walk.root] as Guard;
    const { count, ...page } = cutPage(
      state,
      guard,
      walk.cursor,
      left,
      mode,
      opened.generation,
      namesWanted,
    );
    if (page.keys.length > 0) walk.found.push({ root: walk.root, page: { ...page, cursor: '' } });
    walk.cursor = page.cursor;
    left -= count;
    if (walk.cursor === '') walk.root++;
  }
  walk.told = walk.root >= roots.length;
  if (walk.told) tellCut(state, roots);
  return walk;
}

export function keepOpen(state: NodeState, id: string, sequence: number, plan: string): void {
  state.watcher?.kept(plan);
  state.open.set(id, { sequence, seenAtMs: state.nowMs(), attempts: 1, plan });
}

export function touchWave(state: NodeState, id: string): boolean {
  const record = state.open.get(id);
  if (record === undefined) return false;
  record.seenAtMs = state.nowMs();
  return true;
}

export function adoptWave(state: NodeState, id: string, idleMs: number): boolean {
  const record = state.open.get(id);
  if (record === undefined || state.nowMs() - record.seenAtMs < idleMs) return false;
  record.seenAtMs = state.nowMs();
  record.attempts++;
  return true;
}

export function writeRecord(state: NodeState, id: string, record: string): string {
  const position = `${state.nowMs()}-${state.journal.length}`;
  state.journal.push({ position, id, record });
  return position;
}

export function openRecords(state: NodeState): (OpenRecord & { id: string })[] {
  return [...state.open].map(([id, record]) => ({ id, ...record }));
}
