import {
  parseSelector,
  selectorOfNode,
  writePath,
  writeSelector,
  writeTerm,
} from '@/lib/selectors';
import type { GraphNodeView } from '@/lib/contract';
import { type GraphIndex, reachFrom } from './graph-index';
import { nameOfId } from './node-words';

/** Everything a wave from this node would reach, or (upstream) everything it was made from. Null for groups. */
export function selectorAlong(id: string, side: 'up' | 'down'): string | null {
  const term = selectorOfNode(id);
  return term === null ? null : writeTerm({ ...term, [side]: 'all' });
}

/** The ways between two nodes, in the direction in which this view knows one. */
export function selectorBetween(index: GraphIndex, from: string, to: string): string | null {
  return reachFrom(index, from, 'upstream').has(to) ? writePath(to, from) : writePath(from, to);
}

/** Both ends of a selector that asks for the ways between two nodes, else null. */
export function endsOfPath(select: string): { from: string; to: string } | null {
  const parsed = parseSelector(select);
  if (!parsed.ok || parsed.selector.length !== 1) return null;
  const [a, b, ...more] = parsed.selector[0] ?? [];
  const isPath = a?.down === 'all' && a.up === 0 && b?.up === 'all' && b.down === 0;
  if (!isPath || more.length > 0 || !isNamed(a.method) || !isNamed(b.method)) return null;
  return { from: `${a.method}:${a.value}`, to: `${b.method}:${b.value}` };
}
const isNamed = (method: string) => method === 'tag' || method === 'key';

/** A selection narrowed to one type: what a folded group of it holds, among others that are drawn. */
export function narrowToType(select: string, type: string): string | null {
  const parsed = parseSelector(select);
  if (!parsed.ok) return null;
  const term = { method: 'type' as const, value: type, up: 0, down: 0 } as const;
  return writeSelector(parsed.selector.map((both) => [...both, term]));
}

/** All entries of a type: what a group at the type level stands for. */
export function selectorOfType(node: GraphNodeView): string | null {
  if (node.kind !== 'type') return null;
  return writeTerm({ method: 'type', value: nameOfId(node.id), up: 0, down: 0 });
}
