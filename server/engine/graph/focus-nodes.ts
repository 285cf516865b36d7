// The nodes of a key-level view, from what was read about them. Pure.
import { isLive, stateOf } from '../entry-state';
import { guardName, idGuard, typeOf } from '../names';
import type { InspectedEntry } from '../ports';
import type { GraphNode } from '../types';
import type { Fold } from './placement';
import { blankNode } from './type-view';

export interface NodeFacts {
  entries: ReadonlyMap<string, InspectedEntry | null>;
  generation: number;
  nowMs: number;
  /** Sampled reads of the last hour. */
  reads: ReadonlyMap<string, number>;
  /** Direct dependents. */
  fanOut: ReadonlyMap<string, number>;
}

export function nodeOf(id: string, level: number, facts: NodeFacts): GraphNode {
  const guard = idGuard(id);
  const name = guard === null ? id : guardName(guard);
  const isTag = id.startsWith('tag:');
  const node: GraphNode = {
    ...blankNode(id, isTag ? 'tag' : 'entry', name),
    type: typeOf(name),
    count: 1,
    level,
    fanOut: facts.fanOut.get(id) ?? 0,
  };
  if (isTag) return node;
  const header = facts.entries.get(name)?.header ?? null;
  node.state = stateOf(header, facts.generation, facts.nowMs);
  node.stale = node.state === 'stale' ? 1 : 0;
  node.readsPerMin = (facts.reads.get(name) ?? 0) / 60;
  if (header !== null && isLive(header, facts.generation, facts.nowMs))
    node.ttlLeftMs = header.softExpiryMs - facts.nowMs;
  return node;
}

/** `stale` and reads are of the nodes that were looked at. */
export function foldNodeOf(fold: Fold, facts: NodeFacts): GraphNode {
  const count = fold.hidden.length + fold.more;
  const members = fold.hidden.map((id) => nodeOf(id, fold.level, facts));
  const types = new Set(members.map((node) => node.type));
  const words = `${fold.more > 0 ? 'about ' : ''}${count.toLocaleString('en')} more`;
  return {
    ...blankNode(fold.id, 'fold', fold.parent === null ? `${words} beyond the budget` : words),
    type: types.size === 1 ? (members[0]?.type ?? 'mixed') : 'mixed',
    count,
    level: fold.level,
    stale: members.reduce((sum, node) => sum + node.stale, 0),
    readsPerMin: members.reduce((sum, node) => sum + node.readsPerMin, 0),
  };
}
