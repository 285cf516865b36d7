import type { GraphEdgeView, GraphNodeView, TargetsInput } from '@/lib/contract';
import { formatCount, formatDuration, formatPlural, formatRatio } from '@/lib/format';
import { targetsOfGuards } from '@/lib/guard';
import { showText } from '@/lib/show-text';

/** The text before the first colon, or the whole name: the same rule by which the engine groups keys and tags. */
export function typeOfName(name: string): string {
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(0, colon);
}

/** `key:product:1` → `product:1`; `tag:category:shoes` → `category:shoes`; type and family ids likewise. */
export function nameOfId(id: string): string {
  return id.slice(id.indexOf(':') + 1);
}

/** Nodes that can be the focus of a key-level view: a tag or an entry. */
export function focusOfNode(node: GraphNodeView): string | null {
  return node.kind === 'tag' || node.kind === 'entry' ? node.id : null;
}

const kindWords: Record<GraphNodeView['kind'], string> = {
  type: 'Key type',
  'tag-family': 'Tag family',
  tag: 'Tag',
  entry: 'Entry',
  fold: 'Folded group',
};
export function kindWord(kind: GraphNodeView['kind']): string {
  return kindWords[kind];
}

const edgeWords: Record<GraphEdgeView['kind'], string> = {
  tag: 'tag',
  declared: 'declared',
  captured: 'captured',
};
export function edgeWord(kind: GraphEdgeView['kind']): string {
  return edgeWords[kind];
}

/**
 * What a purge or warm from this node means: the tag, the key, or all keys of the type. A tag family and a folded
 * group have no selector of their own; null says so.
 */
export function targetsOfNode(node: GraphNodeView): TargetsInput | null {
  if (node.kind === 'tag' || node.kind === 'entry') return targetsOfGuards([node.id]);
  if (node.kind !== 'type') return null;
  // `home` and `home:…` are of type home, `homepage` is not: a bare prefix would take it along.
  return { keys: [nameOfId(node.id)], prefix: `${nameOfId(node.id)}:` };
}

/** Share of the node's entries that are stale, 0–1; null when there is nothing to count. */
export function staleShare(node: GraphNodeView): number | null {
  if (node.kind !== 'type' && node.kind !== 'tag-family') return null;
  return node.count === 0 ? null : node.stale / node.count;
}

/** Time left of the fresh window. */
export function ttlWord(ttlLeftMs: number | null): string {
  if (ttlLeftMs === null) return '–';
  return ttlLeftMs <= 0 ? 'expired' : formatDuration(ttlLeftMs);
}

/** Entries are read, tags are not: for them there is nothing to tell. */
export function readsWord(node: GraphNodeView): string | null {
  const isRead = node.kind !== 'tag' && node.kind !== 'tag-family';
  // An entry of a replay is shown as it was, and nothing was counted then.
  const isPast = node.kind === 'entry' && node.state === null;
  return isRead && !isPast ? rateWord(node.readsPerMin) : null;
}

function rateWord(readsPerMin: number): string {
  if (readsPerMin > 0 && readsPerMin < 1) return '< 1/min';
  return `${formatCount(Math.round(readsPerMin))}/min`;
}

/** One sentence for screen readers: what the node is and how it is. */
export function describeNode(node: GraphNodeView): string {
  if (node.kind === 'fold') return `${node.label}, folded`;
  const parts = [`${kindWord(node.kind)} ${showText(node.label)}`, ...describeState(node)];
  const reads = readsWord(node);
  if (reads !== null) parts.push(`${reads} read`);
  parts.push(formatPlural(node.fanOut, 'direct dependent', 'direct dependents'));
  return parts.join(', ');
}

function describeState(node: GraphNodeView): string[] {
  if (node.kind === 'tag-family') return [formatPlural(node.count, 'tag', 'tags')];
  if (node.kind === 'type') {
    const parts = [formatPlural(node.count, 'entry', 'entries')];
    const stale = staleShare(node);
    if (node.hitRatio !== null) parts.push(`hit ratio ${formatRatio(node.hitRatio)}`);
    if (stale !== null) parts.push(`${formatRatio(stale)} stale`);
    return parts;
  }
  const parts: string[] = node.state === null ? [] : [node.state];
  if (node.ttlLeftMs !== null) parts.push(`time to live ${ttlWord(node.ttlLeftMs)}`);
  return parts;
}
