// Which nodes of a selection are drawn and which are folded: each step from the left gets a fair share of the budget,
// the busiest first; the rest stands in counted groups by type. Pure.
import { typeOf } from '../names';
import type { EntryIndex } from './entry-index';

export interface SelectionFold {
  id: string;
  /** `product`, `tags`, or `mixed` for the types that have no group of their own. */
  group: string;
  hidden: number[];
}
export interface Arranged {
  shown: number[];
  folds: SelectionFold[];
  /** Steps from the left within the selection, by place in `nodes`. */
  levelOf: (node: number) => number;
  /** The drawn node that stands for a node of the selection: its id, or that of its fold; null outside. */
  nodeOf: (node: number) => string | null;
}

/** Groups of their own at most; further types share one. */
const FOLD_GROUPS = 12;

export function arrangeSelection(
  index: EntryIndex,
  nodes: Uint32Array,
  budget: number,
  heatOf: (id: string) => number,
): Arranged {
  const levels = levelsOf(index, nodes);
  const levelOf = (node: number) => levels[node] ?? 0;
  const whole = nodes.length <= budget;
  const room = whole ? budget : budget - Math.min(FOLD_GROUPS + 1, groupCount(index, nodes));
  const shown = takeShares(nodes, levelOf, room, (id) => heatOf(index.ids[id] ?? ''), index.ids);
  const drawn = new Set(shown);
  const { folds, foldOf } = foldRest(
    index,
    nodes.filter((node) => !drawn.has(node)),
  );
  return {
    shown,
    folds,
    levelOf,
    nodeOf: (node) => {
      if (drawn.has(node)) return index.ids[node] ?? null;
      return foldOf.get(node) ?? null;
    },
  };
}

/** Distance from the nodes that depend on nothing in the selection; -1 outside of it. */
function levelsOf({ ids, up, down }: EntryIndex, nodes: Uint32Array): Int32Array {
  const outside = -1;
  const open = -2;
  const levels = new Int32Array(ids.length).fill(outside);
  for (const node of nodes) levels[node] = open;
  const within = (at: number, ends: Uint32Array) => levels[ends[at] ?? 0] !== outside;
  let frontier: number[] = [];
  for (const node of nodes) {
    let hangs = false;
    for (let at = up.starts[node] ?? 0; at < (up.starts[node + 1] ?? 0) && !hangs; at++)
      hangs = within(at, up.ends) && up.ends[at] !== node;
    if (!hangs) frontier.push(node);
  }
  // A selection that is one circle begins at its first node.
  if (frontier.length === 0 && nodes[0] !== undefined) frontier = [nodes[0]];
  for (const node of frontier) levels[node] = 0;
  for (let level = 1; frontier.length > 0; level++) {
    const next: number[] = [];
    for (const node of frontier)
      for (let at = down.starts[node] ?? 0; at < (down.starts[node + 1] ?? 0); at++) {
        const end = down.ends[at] ?? 0;
        if (levels[end] !== open) continue;
        levels[end] = level;
        next.push(end);
      }
    frontier = next;
  }
  // Circles that nothing else leads to.
  for (const node of nodes) if (levels[node] === open) levels[node] = 0;
  return levels;
}

function takeShares(
  nodes: Uint32Array,
  levelOf: (node: number) => number,
  room: number,
  heatOf: (node: number) => number,
  ids: readonly string[],
): number[] {
  const byLevel = new Map<number, number[]>();
  for (const node of nodes) {
    const list = byLevel.get(levelOf(node));
    if (list === undefined) byLevel.set(levelOf(node), [node]);
    else list.push(node);
  }
  const shown: { level: number; nodes: number[] }[] = [];
  let left = room;
  // The small levels first: what they do not need goes to the large ones.
  const ordered = [...byLevel].sort((a, b) => a[1].length - b[1].length);
  ordered.forEach(([level, list], at) => {
    const share = Math.min(list.length, Math.floor(left / (ordered.length - at)));
    left -= share;
    if (share < list.length) {
      const heat = new Map(list.map((node) => [node, heatOf(node)]));
      const name = (node: number) => ids[node] ?? '';
      list.sort((a, b) => (heat.get(b) ?? 0) - (heat.get(a) ?? 0) || (name(a) < name(b) ? -1 : 1));
    }
    shown.push({ level, nodes: list.slice(0, share) });
  });
  return shown.sort((a, b) => a.level - b.level).flatMap((one) => one.nodes);
}

const groupOf = (id: string): string => (id.startsWith('tag:') ? 'tags' : typeOf(id.slice(4)));

function groupCount({ ids }: EntryIndex, nodes: Uint32Array): number {
  const groups = new Set<string>();
  for (const node of nodes) {
    groups.add(groupOf(ids[node] ?? ''));
    if (groups.size > FOLD_GROUPS) break;
  }
  return groups.size;
}

function foldRest(
  { ids }: EntryIndex,
  rest: Uint32Array,
): { folds: SelectionFold[]; foldOf: ReadonlyMap<number, string> } {
  const groups = new Map<string, number[]>();
  for (const node of rest) {
    const group = groupOf(ids[node] ?? '');
    const list = groups.get(group);
    if (list === undefined) groups.set(group, [node]);
    else list.push(node);
  }
  const largest = [...groups].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  const own = largest.slice(0, FOLD_GROUPS);
  const shared = largest.slice(FOLD_GROUPS).flatMap(([, nodes]) => nodes);
  const folds: SelectionFold[] = own.map(([group, hidden]) => ({
    id: `fold:select:${group}`,
    group,
    hidden,
  }));
  if (shared.length > 0) folds.push({ id: 'fold:rest', group: 'mixed', hidden: shared });
  const foldOf = new Map<number, string>();
  for (const fold of folds) for (const node of fold.hidden) foldOf.set(node, fold.id);
  return { folds, foldOf };
}
