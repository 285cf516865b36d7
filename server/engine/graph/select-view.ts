// The view of a selection: what it means comes from the snapshot, how each drawn entry is now is read live.
import { readHeaders } from '../people/read';
import type { InspectedEntry, InspectStore, ProtocolStore, StatsStore } from '../ports';
import type { GraphNode, GraphView, Selection, SelectionCount } from '../types';
import { type Arranged, arrangeSelection, type SelectionFold } from './arrange';
import { degreeOf, type EntryIndex, KIND_CODES, STATE_CODES } from './entry-index';
import { nodeOf } from './focus-nodes';
import { countTerm, selectNodes } from './select';
import { addEdge, type TypeEdge } from './type-index';
import { blankNode } from './type-view';
import { typeOf } from '../names';

export type SelectStore = Pick<InspectStore, 'headers'> &
  Pick<StatsStore, 'readsOf'> &
  Pick<ProtocolStore, 'namespaceState'>;

export interface SelectQuery {
  selection: Selection;
  budget: number;
  /** Sampled reads of the busiest keys: who is drawn when there are too many. */
  heat: ReadonlyMap<string, number>;
}

export async function readSelectView(
  store: SelectStore,
  index: EntryIndex,
  { selection, budget, heat }: SelectQuery,
): Promise<Omit<GraphView, 'snapshotAgeMs'>> {
  const nodes = selectNodes(index, selection);
  const arranged = arrangeSelection(index, nodes, budget, (id) => heat.get(id.slice(4)) ?? 0);
  const { edges, total } = edgesWithin(index, nodes, arranged);
  return {
    level: 'key',
    focus: null,
    nodes: [
      ...(await readShown(store, index, arranged)),
      ...arranged.folds.map((fold) => foldNode(index, fold)),
    ],
    edges,
    totalNodes: nodes.length,
    totalEdges: total,
    folded: arranged.folds.map((fold) => ({
      parent: 'selection',
      hidden: fold.hidden.length,
      reason: 'budget' as const,
    })),
    unseen: index.unseen,
  };
}

export function countSelection(
  index: EntryIndex,
  selection: Selection,
): Omit<SelectionCount, 'snapshotAgeMs'> {
  const nodes = selectNodes(index, selection);
  const types = new Map<string, number>();
  let tags = 0;
  for (const node of nodes) {
    const id = index.ids[node] ?? '';
    if (id.startsWith('tag:')) tags += 1;
    else types.set(typeOf(id.slice(4)), (types.get(typeOf(id.slice(4))) ?? 0) + 1);
  }
  const byType = [...types].map(([type, count]) => ({ type, count }));
  byType.sort((a, b) => b.count - a.count || (a.type < b.type ? -1 : 1));
  return {
    total: nodes.length,
    tags,
    byType,
    parts: selection.map((both) => both.map((term) => countTerm(index, term))),
    unseen: index.unseen,
  };
}

async function readShown(
  store: SelectStore,
  index: EntryIndex,
  { shown, levelOf }: Arranged,
): Promise<GraphNode[]> {
  const ids = shown.map((node) => index.ids[node] ?? '');
  const keys = ids.filter((id) => id.startsWith('key:')).map((id) => id.slice(4));
  const entries = new Map<string, InspectedEntry | null>();
  const [{ generation, nowMs }, reads] = await Promise.all([
    store.namespaceState(),
    store.readsOf(keys),
    readHeaders(store, keys, (key, entry) => entries.set(key, entry)),
  ]);
  const facts = {
    entries,
    generation,
    nowMs,
    reads: new Map(keys.map((key, i) => [key, reads[i] ?? 0])),
    fanOut: new Map(shown.map((node, i) => [ids[i] ?? '', degreeOf(index.down, node)])),
  };
  return shown.map((node, i) => nodeOf(ids[i] ?? '', levelOf(node), facts));
}

function foldNode(index: EntryIndex, { id, group, hidden }: SelectionFold): GraphNode {
  const words = `${hidden.length.toLocaleString('en')} more`;
  return {
    ...blankNode(id, 'fold', group === 'mixed' ? words : `${words} ${group}`),
    type: group,
    count: hidden.length,
    stale: hidden.filter((node) => STATE_CODES[index.states[node] ?? 0] === 'stale').length,
  };
}

/** Every edge with both ends in the selection, drawn between what stands for them; inside a fold it is only counted. */
function edgesWithin(
  index: EntryIndex,
  nodes: Uint32Array,
  { nodeOf: standsFor }: Arranged,
): { edges: TypeEdge[]; total: number } {
  const edges = new Map<string, TypeEdge>();
  // Numbers, not names, for the million edges of a large selection.
  const places = new Int32Array(index.ids.length).fill(-1);
  const names: string[] = [];
  const known = new Map<string, number>();
  for (const node of nodes) {
    const name = standsFor(node);
    if (name === null) continue;
    let place = known.get(name);
    if (place === undefined) {
      place = names.push(name) - 1;
      known.set(name, place);
    }
    places[node] = place;
  }
  const counts = new Map<number, number>();
  let total = 0;
  const { starts, ends, kinds } = index.down;
  const kindCount = KIND_CODES.length;
  for (const node of nodes) {
    const source = places[node] ?? -1;
    for (let at = starts[node] ?? 0; at < (starts[node + 1] ?? 0); at++) {
      const target = places[ends[at] ?? 0] ?? -1;
      if (source === -1 || target === -1) continue;
      total += 1;
      if (source === target) continue;
      const code = (source * names.length + target) * kindCount + (kinds[at] ?? 0);
      counts.set(code, (counts.get(code) ?? 0) + 1);
    }
  }
  for (const [code, count] of counts) {
    const pair = Math.floor(code / kindCount);
    const source = names[Math.floor(pair / names.length)] ?? '';
    const target = names[pair % names.length] ?? '';
    addEdge(edges, source, target, KIND_CODES[code % kindCount] ?? 'captured', count);
  }
  return { edges: [...edges.values()], total };
}
