// What a purge would do, by the same plan, without doing it (console.md, Preview).
import { guardId, typeOf } from '../names';
import type { Clock } from '../ports';
import { lookupsOfLastHour } from '../stats-query';
import type { Impact, ImpactEntry, PreviewOptions, Survey, Targets } from '../types';
import { chunksOf } from './concurrent';
import { type LiveEntry, sumImpact } from './impact';
import { makePlan, type Plan, type PlanStore } from './plan';
import { readHeaders } from './read';
import { traceOf } from './trace';

const SAMPLE_DEFAULT = 50;
const EMPTY_DEFAULT = 20;
const ENTRIES_AT_ONCE = 500;

export interface PreviewDeps {
  store: PlanStore;
  clock: Pick<Clock, 'now' | 'date'>;
  /** Whether warming could reload this key: some process has a loader for it. */
  canWarm(key: string): boolean;
  survey(): Promise<Survey>;
}

/** Throws `plan-too-large` past 1,000,000 entries, `invalid-key`/`invalid-tag` for unusable targets. */
export async function previewTargets(
  deps: PreviewDeps,
  targets: Targets,
  options: PreviewOptions = {},
): Promise<Impact> {
  const startedMs = deps.clock.now();
  const { store } = deps;
  const [plan, lookups, survey] = await Promise.all([
    makePlan(store, targets),
    lookupsOfLastHour(store, deps.clock.date().getTime()),
    options.survey ? deps.survey() : null,
  ]);
  const { live, reached, empty } = plan;
  const sum = sumImpact(live, deps.canWarm);
  const reads = sum.byType.reduce((all, one) => all + one.reads, 0);
  return {
    targets,
    ...sum,
    trafficShare: lookups === 0 ? 0 : Math.min(1, reads / lookups),
    gone: reached.size - live.length,
    emptyTargets: empty.length,
    emptySample: empty.slice(0, options.emptyLimit ?? EMPTY_DEFAULT).map(guardId),
    surveyed: survey === null ? null : survey.entries,
    unknown: survey === null ? null : unknownOf(survey, live),
    sample: await explained(store, plan, live.slice(0, options.sampleLimit ?? SAMPLE_DEFAULT)),
    durationMs: deps.clock.now() - startedMs,
  };
}

/** Every entry a purge would reach, the busiest first, page by page. */
export async function* previewEntries(
  deps: PreviewDeps,
  targets: Targets,
): AsyncIterable<ImpactEntry[]> {
  const plan = await makePlan(deps.store, targets);
  sumImpact(plan.live, deps.canWarm);
  for (const chunk of chunksOf(plan.live, ENTRIES_AT_ONCE))
    yield await explained(deps.store, plan, chunk);
}

/** What is surveyed as unlinked without being a target itself: of a target, what becomes of it is known. */
function unknownOf(survey: Survey, live: readonly LiveEntry[]): number {
  const known = live.filter((entry) => !entry.linked).length;
  return Math.max(0, survey.unlinked - known);
}

/** Adds to each entry why it is reached. */
async function explained(
  store: PlanStore,
  { reached }: Plan,
  entries: readonly LiveEntry[],
): Promise<ImpactEntry[]> {
  const traces = new Map<string, Pick<ImpactEntry, 'path' | 'kind'>>();
  const keys = entries.map((entry) => entry.key);
  await readHeaders(store, keys, (key, entry) => {
    const at = reached.get(key);
    if (at) traces.set(key, traceOf(at, entry?.refs ?? [], reached));
  });
  return entries.map(({ key, depth, state, reads, loadCostMs }) => {
    const { path, kind } = traces.get(key) ?? { path: [], kind: null };
    const via = path.at(-1) ?? null;
    return { key, type: typeOf(key), depth, via, path, kind, state, reads, loadCostMs };
  });
}
