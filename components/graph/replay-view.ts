import type { GraphEdgeView, GraphNodeView, GraphViewModel, WaveView } from '@/lib/contract';
import { formatCount } from '@/lib/format';
import { showText } from '@/lib/show-text';
import { typeOfName } from './node-words';

/** Targets drawn one by one; a wave may have a hundred thousand. */
const SHOWN_ROOTS = 60;

/** A past wave as a graph: its targets, the entries that the journal kept, and through what each was reached. */
export function viewOfWave(wave: WaveView): GraphViewModel {
  const nodes = new Map<string, GraphNodeView>();
  const edges: GraphEdgeView[] = [];
  const link = (source: string, target: string, count = 1) =>
    edges.push({ source, target, kind: source.startsWith('tag:') ? 'tag' : 'captured', count });
  const folded: GraphViewModel['folded'] = [];
  const fold = (
    id: string,
    level: number,
    hidden: number,
    label: string,
    parent: string | undefined,
  ) => {
    nodes.set(id, { ...blank(id, 'fold', label), type: 'mixed', count: hidden, level });
    folded.push({ parent: parent ?? 'wave', hidden, reason: 'budget' });
    if (parent !== undefined && parent !== id) link(parent, id, hidden);
  };

  for (const root of wave.roots.slice(0, SHOWN_ROOTS)) nodes.set(root, rootNode(root));
  const [first] = nodes.keys();
  const moreRoots = wave.roots.length - SHOWN_ROOTS;
  if (moreRoots > 0)
    fold('fold:roots', 0, moreRoots, `${formatCount(moreRoots)} more targets`, undefined);
  const prefix = wave.roots.find((root) => root.startsWith('prefix:'));

  for (const { key, depth, via } of wave.touched) {
    const id = `key:${key}`;
    nodes.set(id, { ...blank(id, 'entry', key), level: depth });
    const source = via ?? prefix ?? null;
    if (source === null || source === id) continue;
    // What it was reached through may itself have been gone already.
    if (!nodes.has(source))
      nodes.set(source, { ...rootNode(source), level: Math.max(0, depth - 1) });
    link(source, id);
  }
  let above = first;
  for (const { depth, count } of wave.levels) {
    const kept = wave.touched.filter((entry) => entry.depth === depth).length;
    if (count <= kept) continue;
    const id = `fold:level:${depth}`;
    fold(id, depth, count - kept, `${formatCount(count - kept)} more at level ${depth}`, above);
    above = id;
  }
  const fanOut = new Map<string, number>();
  for (const { source, count } of edges) fanOut.set(source, (fanOut.get(source) ?? 0) + count);
  const all = [...nodes.values()].map((node) => ({ ...node, fanOut: fanOut.get(node.id) ?? 0 }));
  const hidden = folded.reduce((sum, one) => sum + one.hidden, 0);
  return {
    level: 'key',
    focus: null,
    // Its own places: a replay is laid out apart from the live graph.
    select: `wave ${wave.id}`,
    nodes: all,
    edges,
    totalNodes: all.filter((node) => node.kind !== 'fold').length + hidden,
    totalEdges: edges.reduce((sum, edge) => sum + edge.count, 0),
    folded,
    snapshotAgeMs: null,
    unseen: 0,
  };
}

/** The depths of a wave in the order it reached them, the targets first. */
export function stepsOfWave(wave: Pick<WaveView, 'levels' | 'touched'>): number[] {
  const depths = new Set([0]);
  for (const { depth } of [...wave.levels, ...wave.touched]) depths.add(depth);
  return [...depths].sort((a, b) => a - b);
}

function rootNode(root: string): GraphNodeView {
  if (root.startsWith('prefix:'))
    return blank(root, 'fold', `All that starts with ${showText(root.slice(7))}`);
  return blank(root, root.startsWith('tag:') ? 'tag' : 'entry', root.slice(4));
}

function blank(id: string, kind: GraphNodeView['kind'], label: string): GraphNodeView {
  return {
    id,
    kind,
    label,
    type: typeOfName(label),
    count: 1,
    stale: 0,
    state: null,
    ttlLeftMs: null,
    hitRatio: null,
    readsPerMin: 0,
    fanOut: 0,
    level: 0,
  };
}
