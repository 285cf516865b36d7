// What the console draws: types from a snapshot of the whole index, or keys around a focus, read live.
import { within } from '../people/within';
import type { Clock, InspectStore, ProtocolStore, StatsStore } from '../ports';
import { familiesOf } from '../stats-query';
import type { GraphQuery, GraphView, TagSummary } from '../types';
import { readFocusView } from './focus-view';
import { Snapshot } from './snapshot';
import { findTags, readTagIndex } from './tag-index';
import { readTypeIndex } from './type-index';
import { viewTypes } from './type-view';

/** Traffic of types is that of the last minutes: what people compare with what they see. */
const TRAFFIC_MS = 300_000;

export type GraphStore = InspectStore &
  StatsStore &
  Pick<ProtocolStore, 'namespaceState' | 'nodeNow'>;

export interface GraphReads {
  graph(query?: GraphQuery): Promise<GraphView>;
  tags(query?: { search?: string; limit?: number }): Promise<{ tags: TagSummary[]; total: number }>;
}

export function createGraphReads(
  store: GraphStore,
  clock: Pick<Clock, 'now' | 'setTimeout'>,
): GraphReads {
  const types = new Snapshot(() => readTypeIndex(store), clock);
  const tags = new Snapshot(() => readTagIndex(store), clock);

  async function typeView(budget: number): Promise<GraphView> {
    const [index, tagIndex, families] = await Promise.all([
      types.read(),
      tags.read(),
      familiesOf(store, TRAFFIC_MS, store.nodeNow()),
    ]);
    const traffic = { families, minutes: TRAFFIC_MS / 60_000 };
    return {
      ...viewTypes(index.of, tagIndex.of.families, traffic, budget),
      snapshotAgeMs: Math.max(index.ageMs, tagIndex.ageMs),
    };
  }

  return {
    async graph(query = {}) {
      const budget = within('budget', query.budget ?? 200, 10, 800);
      const fold = within('fold', query.fold ?? 12, 1, 800);
      const up = within('up', query.up ?? 1, 0, 5);
      const down = within('down', query.down ?? 1, 0, 5);
      if (query.focus === undefined) return typeView(budget);
      const view = await readFocusView(store, { focus: query.focus, up, down, budget, fold });
      return { ...view, snapshotAgeMs: null };
    },
    async tags(query = {}) {
      const limit = within('limit', query.limit ?? 500, 1, 5000);
      return findTags((await tags.read()).of, query.search ?? '', limit);
    },
  };
}
