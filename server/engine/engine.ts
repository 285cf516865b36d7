// One engine: the parts put together over a store. Everything public is in types.ts (`Freshet`).
import { planOfCall } from './call-plan';
import { repeat, systemClock } from './clock';
import { createBreaker, openSpool } from './away';
import { Emitter } from './emitter';
import { type Entropy, systemEntropy } from './entropy';
import { FreshetError } from './errors';
import { compileFamily, Loaders } from './families';
import { Fates } from './fates';
import { GenerationLease } from './generation';
import { L1 } from './l1/l1';
import { watchOver } from './l1/open';
import { createInvalidations } from './invalidations';
import { LoadNotes } from './load-notes';
import type { LoadPlan } from './loading';
import { checkKey } from './names';
import type { Clock, LoadNoteStore, SpoolFile, Store, WarmQueue } from './ports';
import { setPlain } from './plain-set';
import { receive } from './receive';
import { ReadThrough } from './read-through';
import { noteStoreError, type Runtime } from './runtime';
import { allRules, type Rules } from './rules';
import { settingsOf } from './settings';
import { SettleRetries } from './settling';
import { takeSince } from './since';
import { StatsCollector } from './stats';
import { queryStats } from './stats-query';
import type { EngineOptions, EntryOptions, Freshet, InvalidateResult } from './types';
import { createPeopleReads } from './people/people';
import { edgeSpareMs } from './publisher';
import { Verifier } from './verify';
import { Waiters } from './waiters';
import { createWarmingControl } from './warm-people';
import { Warming } from './warming';
import { Waves } from './waves';

/** A wave whose process said nothing for this long is finished by another one. */
const SILENT_WAVE_MS = 5000;
const JANITOR_EVERY_MS = 2000;

export interface EngineParts {
  store: Store;
  /** Null: this process neither asks for warming nor does it. */
  warmQueue: WarmQueue;
  /** Where loads that stored nothing are noted for people. Absent: nowhere. */
  loadNotes?: LoadNoteStore;
  clock?: Clock;
  /** Tokens, ids and samples; the process's own by default. */
  entropy?: Entropy;
  /** For tests: rules to switch off. */
  rules?: Partial<Rules>;
  /** Null: an invalidation that the store cannot take fails. */
  spoolFile?: SpoolFile | null;
  /** Rejects when the store must not be used (`unsafe-eviction-policy`) or did not answer. */
  checkStore: () => Promise<void>;
}

export function createEngine(
  options: EngineOptions,
  parts: EngineParts & { spoolFile?: null },
): Freshet;
export function createEngine(options: EngineOptions, parts: EngineParts): Freshet<InvalidateResult>;
export function createEngine(
  options: EngineOptions,
  parts: EngineParts,
): Freshet<InvalidateResult> {
  const settings = settingsOf(options);
  const { store } = parts;
  const clock = parts.clock ?? systemClock;
  const entropy = parts.entropy ?? systemEntropy;
  const emitter = new Emitter();
  const recorder = new StatsCollector({
    store,
    clock,
    random: entropy.fraction,
    beforeSend: () => l1?.takeReads((key, reads) => recorder.countHits(key, reads)),
  });
  const waiters = new Waiters(clock);
  const rules = { ...allRules, ...parts.rules };
  const nodeNow = () => store.nodeNow();
  const l1 = settings.l1 === null ? null : new L1(settings.l1, { clock, nodeNow, emitter, rules });
  const generation = new GenerationLease(store, clock, (state, sentAt) =>
    l1?.freshness.answered(state, sentAt),
  );
  const notes = new LoadNotes(parts.loadNotes ?? null, clock, (error) =>
    noteStoreError(runtime, 'noteLoad', error),
  );
  const { gate, breaker } = createBreaker({ store, clock, emitter, generation });
  const runtime: Runtime = {
    store,
    clock,
    entropy,
    settings,
    rules,
    generation,
    waiters,
    verifier: new Verifier(store, rules, nodeNow),
    recorder,
    fates: new Fates(),
    notes,
    emitter,
    retryLater: () => {},
    l1,
    gate,
    breaker,
    refusal: null,
    started: Promise.resolve(),
    isStarted: false,
  };
  const ready = parts.checkStore();
  runtime.started = ready.then(
    () => {
      runtime.isStarted = true;
    },
    (error: unknown) => {
      runtime.isStarted = true;
      if (error instanceof FreshetError && error.code === 'unsafe-eviction-policy') {
        runtime.refusal = error;
      } else noteStoreError(runtime, 'connect', error);
    },
  );

  const reads = new ReadThrough(runtime);
  const retries = new SettleRetries(runtime, (key, plan) => reads.refresh(key, plan));
  runtime.retryLater = (key, plan, untilMs) => retries.later(key, plan, untilMs);
  const loaders = new Loaders();
  const warming = new Warming(runtime, reads, loaders, parts.warmQueue);
  const waves = new Waves(runtime, warming);
  const { startSweeper, ...people } = createPeopleReads({
    store,
    clock,
    entropy,
    notes,
    verifier: runtime.verifier,
    edgeSpareMs: store.topology === 'cluster' ? edgeSpareMs(settings) : 0,
    canWarm: (key) => warming.canWarm(key),
    admitted,
    onSweepError: (error) => noteStoreError(runtime, 'sweep', error),
  });

  recorder.start();
  const stopListening = store.onMessage((message) => receive(runtime, warming, message));
  const stopJanitor = repeat(
    clock,
    JANITOR_EVERY_MS,
    () => waves.adoptSilent(SILENT_WAVE_MS),
    (error) => noteStoreError(runtime, 'janitor', error),
  );
  const stopSweeper = options.sweeper === false ? () => {} : startSweeper();
  const stopTelling = warming.startTelling();
  const spool = openSpool(runtime, waves, parts.spoolFile ?? null);
  const stopL1 = l1 === null ? () => {} : watchOver(l1, { store, clock, generation });
  let working = false;
  let told = false;

  function takeWarmWork(): void {
    if (working || options.warmWorker === false) return;
    working = true;
    warming.startWorker();
  }

  /** Once after the families of one turn are defined; later ones are told by the clock. */
  function tellFleet(): void {
    if (told) return;
    told = true;
    void runtime.started
      .then(() => warming.meetFleet())
      .catch((error: unknown) => noteStoreError(runtime, 'announceLoaders', error));
  }

  async function admitted(): Promise<void> {
    if (!runtime.isStarted) await runtime.started;
    if (runtime.refusal !== null) throw runtime.refusal;
  }

  const cache: Freshet<InvalidateResult> = {
    namespace: options.namespace,
    ready: () => ready,

    async begin() {
      await admitted();
      return takeSince(runtime);
    },

    set: (key, value, entry = {}) => setPlain(runtime, key, value, entry, admitted),

    get: <T>(key: string) => (l1?.hit(key) ?? reads.get(key)) as Promise<T | null>,

    getWithSWR<T>(key: string, load: LoadPlan['load'], entry?: EntryOptions) {
      const hit = l1?.hit(key);
      if (hit !== undefined) return hit as Promise<T>;
      return reads.getWithSWR(key, () => planOfCall(load, entry ?? {}, settings)) as Promise<T>;
    },

    ...createInvalidations(runtime, waves, spool),
    define(name, definition) {
      const family = compileFamily(name, definition, settings);
      loaders.addFamily(family, definition.key);
      // Also where no wave warms it: a person may ask for it.
      takeWarmWork();
      tellFleet();
      return {
        name,
        keyOf: family.keyOf,
        async get(params) {
          const key = family.keyOf(params);
          const value = l1?.hit(key) ?? reads.getWithSWR(key, () => family.requirePlan(key));
          return value as Promise<never>;
        },
      };
    },

    registerLoader(name, load) {
      loaders.addNamed(name, load);
      takeWarmWork();
    },

    async registerForWarming(entityType, key, loaderName) {
      checkKey(key);
      await admitted();
      await warming.register(entityType, key, loaderName);
      if (loaders.hasLoader(loaderName)) takeWarmWork();
    },

    async warm(keys, how = {}) {
      for (const key of keys) checkKey(key);
      await admitted();
      return warming.request(keys, how);
    },
    warmJob: (id) => warming.job(id),
    warming: createWarmingControl({ queue: parts.warmQueue, store, admitted }),

    async getStats(query = {}) {
      await admitted();
      return queryStats(store, query, store.nodeNow());
    },
    ...people,
    preview: async (targets, how) => {
      await admitted();
      await warming.meetFleet();
      return people.preview(targets, how);
    },
    // The journal knows a wave one turn after it has answered.
    waves: (query) => waves.settled().then(() => people.waves(query)),
    wave: (id) => waves.settled().then(() => people.wave(id)),
    explain: (key) => waves.settled().then(() => people.explain(key)),
    health: () => store.health(),
    processHealth: () => ({
      l1: l1?.health() ?? null,
      breaker: breaker.health(),
      spool: spool?.health() ?? null,
    }),
    on: (event, listener) => emitter.on(event, listener),

    async close() {
      runtime.refusal = new FreshetError('closed', 'this cache was closed');
      stopJanitor();
      stopSweeper();
      stopTelling();
      stopListening();
      retries.close();
      stopL1();
      breaker.stop();
      await spool?.close();
      waiters.wakeAll();
      await waves.close();
      await warming.close().catch((error: unknown) => noteStoreError(runtime, 'close', error));
      await recorder.close();
      await store.close();
    },
  };
  return cache;
}
