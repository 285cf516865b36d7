// What the console draws: types from a snapshot of the whole index, or keys around a focus, read live.
import { within } from '../people/within';
import type { Clock, InspectStore, ProtocolStore, StatsStore } from '../ports';
import { familiesOf } from '../stats-query';
import type {
  GraphQuery,
  GraphView,
  Selection,
  SelectionCount,
  TagsAnswer,
  TagsQuery,
} from '../types';
import { readFocusView } from './focus-view';
import { PurgeReader } from './purge-log';
import { countSelection, readSelectView } from './select-view';
import { Snapshot } from './snapshot';
import { readTagIndex } from './tag-index';
import { findTags } from './tag-usage';
import { readWholeIndex } from './type-index';
import { viewTypes } from './type-view';

/** Traffic of types is that of the last minutes: what people compare with what they see. */
const TRAFFIC_MS = 300_000;
/** Keys whose reads decide who is drawn when not all are. */
const HOT_KEYS = 2_000;

export type GraphStore = InspectStore &
  StatsStore &
  Pick<ProtocolStore, 'namespaceState' | 'nodeNow'>;

export interface GraphReads {
  graph(query?: GraphQuery): Promise<GraphView>;
  countSelection(selection: Selection): Promise<SelectionCount>;
  tags(query?: TagsQuery): Promise<TagsAnswer>;
}

export function createGraphReads(
  store: GraphStore,
  clock: Pick<Clock, 'now' | 'setTimeout'>,
): GraphReads {
  const whole = new Snapshot(() => readWholeIndex(store), clock);
  const purgeReader = new PurgeReader(store);
  const purges = new Snapshot(() => purgeReader.read(store.nodeNow()), clock);
  const hot = new Snapshot(() => store.hotKeys(HOT_KEYS), clock);
  const tags = new Snapshot(() => readTagIndex(store), clock);

  async function typeView(budget: number): Promise<GraphView> {
    const [index, tagIndex, families] = await Promise.all([
      whole.read(),
      tags.read(),
      familiesOf(store, TRAFFIC_MS, store.nodeNow()),
    ]);
    const traffic = { families, minutes: TRAFFIC_MS / 60_000 };
    return {
      ...viewTypes(index.of, tagIndex.of.families, traffic, budget),
      snapshotAgeMs: Math.max(index.ageMs, tagIndex.ageMs),
    };
  }

  async function selectView(selection: Selection, budget: number): Promise<GraphView> {
    const [index, busiest] = await Promise.all([whole.read(), hot.read()]);
    const heat = new Map(busiest.of.map(({ key, reads }) => [key, reads]));
    const view = await readSelectView(store, index.of.entries, { selection, budget, heat });
    return { ...view, snapshotAgeMs: index.ageMs };
  }

  return {
    async graph(query = {}) {
      const budget = within('budget', query.budget ?? 200, 10, 800);
      const fold = within('fold', query.fold ?? 12, 1, 800);
      const up = within('up', query.up ?? 1, 0, 5);
      const down = within('down', query.down ?? 1, 0, 5);
      if (query.select !== undefined) return selectView(query.select, budget);
      if (query.focus === undefined) return typeView(budget);
      const view = await readFocusView(store, { focus: query.focus, up, down, budget, fold });
      return { ...view, snapshotAgeMs: null };
    },
    async countSelection(selection) {
      const index = await whole.read();
      return { ...countSelection(index.of.entries, selection), snapshotAgeMs: index.ageMs };
    },
    async tags(query = {}) {
      const limit = within('limit', query.limit ?? 500, 1, 5000);
      const index = (await tags.read()).of;
      const needsUsage = query.show === 'unmatched' || query.show === 'orphans';
      if (query.usage !== true && !needsUsage)
        return { ...findTags(index, query, limit), usage: null };
      const [all, purged] = await Promise.all([whole.read(), purges.read()]);
      const usage = { use: all.of.tags, purges: purged.of };
      return {
        ...findTags(index, query, limit, usage),
        usage: {
          sinceAt: new Date(purged.of.sinceMs).toISOString(),
          waves: purged.of.waves,
          snapshotAgeMs: Math.max(all.ageMs, purged.ageMs),
        },
      };
    },
  };
}
