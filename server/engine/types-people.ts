// Reads for people: previews, tags, entries, the graph, the store's health.
import type { EdgeKind, EntryState, InvalidationMode } from './types-basic';
import type { Targets, WaveLevel } from './types-waves';

export interface ImpactEntry {
  key: string;
  type: string;
  depth: number;
  /** The guard whose edge ends at this entry; null for a target itself. */
  via: string | null;
  /** The way to it: guards from a target to `via`, as far as the entry's own refs tell it. Empty for a target itself. */
  path: string[];
  /** How the last edge came about; null for a target itself. */
  kind: EdgeKind | null;
  state: EntryState;
  /** Estimated reads of this key in the last hour (sampled). */
  reads: number;
  loadCostMs: number;
}

/** What a purge would do, computed by the same plan, without doing it. */
export interface Impact {
  targets: Targets;
  /** Live entries: what the purge would report as `invalidated`. */
  total: number;
  levels: WaveLevel[];
  byType: { type: string; count: number; loadCostMs: number; reads: number }[];
  /** Share (0–1) of the sampled reads of the last hour that went to these entries. */
  trafficShare: number;
  /** Sum of the last known load cost of these entries. */
  loadCostMs: number;
  /** Entries whose load was never measured (a plain `set`): `loadCostMs` holds nothing for them. */
  unmeasured: number;
  /** Entries that warming could reload, and the sum of their load cost. */
  warmable: number;
  warmCostMs: number;
  /** Entries reached that are not live any more: nothing to remove, and never counted in `total`. */
  gone: number;
  /** Targets that reach nothing live, and some of them (`emptyLimit`). */
  emptyTargets: number;
  emptySample: string[];
  /** Live entries of the whole namespace. Null unless asked for (`survey`). */
  surveyed: number | null;
  /**
   * Live entries elsewhere that record neither tags nor dependencies: whether they show what changes is not known, and no
   * purge of these targets reaches them. Null unless asked for (`survey`): not known is never zero.
   */
  unknown: number | null;
  /** The busiest entries first, at most `sampleLimit`. */
  sample: ImpactEntry[];
  /** Same set, same fingerprint: `<count>-<hash>`. */
  fingerprint: string;
  durationMs: number;
}

export interface PreviewOptions {
  /** Default 50. */
  sampleLimit?: number;
  /** Default 20. */
  emptyLimit?: number;
  /** Also look over the whole namespace for entries that nothing is known of. */
  survey?: boolean;
}

/** Whether one entry would be reached by a purge of targets, and why. */
export interface AffectedAnswer {
  affected: boolean;
  /**
   * `target`: it is one. `depends`: along `path`. `independent`: it records what it depends on, and none of it is a
   * target. `unlinked`: it records nothing, so it is not known. `not-cached`: there is nothing to remove.
   */
  why: 'target' | 'depends' | 'independent' | 'unlinked' | 'not-cached';
  /** Guards from the target to the last edge. */
  path: string[];
  /** Tags and dependencies that the entry records. */
  dependsOn: number;
}

/** What is cached, by type. */
export interface Survey {
  entries: number;
  /** Entries that record neither tags nor dependencies. */
  unlinked: number;
  /** The largest first. */
  types: { type: string; entries: number; unlinked: number }[];
  ageMs: number;
}

export interface TagSummary {
  tag: string;
  /** Members of the index, expired ones included. */
  members: number;
  lastInvalidatedAt: string | null;
  /** Only where it was asked for. */
  usage: TagUsage | null;
}

/** What waves that named a tag did, as far back as the answer's `usage.sinceAt`. */
export interface TagPurges {
  count: number;
  /** Entries those waves invalidated, all their targets together. */
  invalidated: number;
  /** Waves among them that found nothing cached. */
  unmatched: number;
}
export interface TagUsage {
  /** Members that are cached now, inherited ones included. */
  live: number;
  /** Members of the index whose entry is gone. */
  orphaned: number;
  /** Stored size of the live members. */
  sizeBytes: number;
  purges: TagPurges;
}
export interface TagsQuery {
  search?: string;
  /** Default 500. */
  limit?: number;
  /** Adds `usage` to every tag: walks all entries, at most every few seconds. */
  usage?: boolean;
  /** `never` invalidated, all purges `unmatched`, with `orphans`; the last two need `usage`. */
  show?: 'all' | 'never' | 'unmatched' | 'orphans';
}
export interface TagsAnswer {
  tags: TagSummary[];
  total: number;
  /** How far back purges are counted (a day at most), and the age of the walk. */
  usage: { sinceAt: string; waves: number; snapshotAgeMs: number } | null;
}

export interface TagMember {
  key: string;
  type: string;
  depth: number;
  state: EntryState;
  ttlLeftMs: number | null;
  sizeBytes: number;
}

export interface EntryInfo {
  key: string;
  type: string;
  state: EntryState;
  ageMs: number | null;
  /** Left of the fresh window; negative when past it. */
  ttlLeftMs: number | null;
  /** Left until it is gone. */
  goneInMs: number | null;
  sizeBytes: number;
  loadCostMs: number;
  onInvalidate: InvalidationMode;
  dependsOn: { guard: string; kind: EdgeKind; depth: number }[];
}

export type NodeKind = 'type' | 'tag-family' | 'tag' | 'entry' | 'fold';

export interface GraphNode {
  /** `type:product`, `tagfamily:category`, `tag:category:shoes`, `key:product:1`, `fold:…`. */
  id: string;
  kind: NodeKind;
  label: string;
  type: string;
  /** Entries (or tags) this node stands for. */
  count: number;
  stale: number;
  state: EntryState | null;
  ttlLeftMs: number | null;
  hitRatio: number | null;
  readsPerMin: number;
  fanOut: number;
  /** Steps from the focus; negative upstream. 0 at type level. */
  level: number;
}

export interface GraphEdge {
  /** Always dependency → dependent, the way a wave travels. */
  source: string;
  target: string;
  kind: EdgeKind;
  count: number;
}

export interface GraphView {
  level: 'type' | 'key';
  focus: string | null;
  nodes: GraphNode[];
  edges: GraphEdge[];
  /** How many nodes the full answer would have. */
  totalNodes: number;
  totalEdges: number;
  /** What was folded, so that nothing is dropped silently. */
  folded: { parent: string; hidden: number; reason: 'fan-out' | 'budget' }[];
  /** Age of the index snapshot behind a type-level view or a selection; null when read live. */
  snapshotAgeMs: number | null;
  /** Entries that the index had no room for: a selection does not see them. */
  unseen: number;
}

/** Steps along edges; `all` = as far as they go. */
export type Reach = number | 'all';
export interface SelectionTerm {
  method: 'tag' | 'key' | 'type' | 'state';
  value: string;
  up: Reach;
  down: Reach;
}
/** A union of intersections. */
export type Selection = readonly (readonly SelectionTerm[])[];

export interface SelectionCount {
  total: number;
  tags: number;
  /** Entries (and keys that are depended upon but not cached) by type, the most first. */
  byType: { type: string; count: number }[];
  /** What each part means by itself, in the order written. */
  parts: number[][];
  snapshotAgeMs: number;
  unseen: number;
}

export interface GraphQuery {
  /** `tag:…` or `key:…`; none = type level. */
  focus?: string;
  /** Instead of a focus: everything that is meant, from a snapshot of the index. */
  select?: Selection;
  up?: number;
  down?: number;
  /** Nodes at most, 10–800, default 200. */
  budget?: number;
  /** Children of one parent that are shown before they fold, default 12. */
  fold?: number;
}

export interface StoreHealth {
  ok: boolean;
  topology: 'standalone' | 'cluster';
  version: string | null;
  evictionPolicy: string | null;
  latencyMs: number | null;
  usedMemoryBytes: number | null;
  error: string | null;
}
