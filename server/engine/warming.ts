// Warming: after a wave, the keys people will ask for first are loaded again by a process that has their loaders,
// dependencies before dependents, each once. The work travels through a durable queue; loading is the ordinary
// read-through, so a warm can no more leave old data behind than a visitor can.
import { repeat } from './clock';
import { compilePattern, type Loaders } from './families';
import type { LoadPlan } from './loading';
import type { WarmQueue, WarmTask } from './ports';
import type { ReadThrough } from './read-through';
import { noteStoreError, type Runtime } from './runtime';
import { forEachLimit } from './semaphore';
import type { WalkResult } from './tally';
import type { WarmJob, WarmOptions, WarmReport, WaveNotice } from './types';
import { WarmBudgets } from './warm-budget';
import { followJob } from './warm-follow';
import { inGraphOrder } from './warm-order';

const HOT_KEYS = 500;
/** A process that said nothing for so long no longer counts as able to load. */
const LOADERS_HOLD_MS = 30_000;
const REFRESH_MS = 1000;
const TOO_OLD_MS = 10_000;
const MAX_TASK_KEYS = 10_000;
/** Processes that may pass a key on because they lack its loader. */
const MAX_HOPS = 2;
const DEFAULT_CONCURRENCY = 4;

export class Warming {
  private registry = new Map<string, { entityType: string; loader: string }>();
  private readonly own = new Map<string, { entityType: string; loader: string }>();
  /** Busiest first. */
  private hot = new Set<string>();
  private readonly budgets: WarmBudgets;
  /** Tasks that run here, with the keys that a later wave has taken over. */
  private readonly running = new Map<WarmTask, Set<string>>();
  private everRead = false;
  private refreshedAt = Number.NEGATIVE_INFINITY;
  /** Patterns that some process of the fleet can load. */
  private fleet: ((key: string) => boolean)[] = [];

  constructor(
    private readonly runtime: Runtime,
    private readonly reads: ReadThrough,
    private readonly loaders: Loaders,
    private readonly queue: WarmQueue,
  ) {
    this.budgets = new WarmBudgets(loaders, queue, runtime.clock);
  }

  async register(entityType: string, key: string, loader: string): Promise<void> {
    await this.runtime.store.registerWarm(key, { entityType, loader });
    this.own.set(key, { entityType, loader });
    this.registry.set(key, { entityType, loader });
  }

  /**
   * What a wave might warm, read at most once a second and beside the wave's first step. A wave waits for it only when
   * what is known is older than ten seconds.
   */
  async refreshCandidates(): Promise<void> {
    const age = this.runtime.clock.now() - this.refreshedAt;
    if (age < REFRESH_MS) return;
    const reading = this.readCandidates();
    if (age > TOO_OLD_MS) await reading;
  }

  private async readCandidates(): Promise<void> {
    const { clock, store } = this.runtime;
    this.refreshedAt = clock.now();
    try {
      const [registry, hot] = await Promise.all([store.warmRegistry(), store.hotKeys(HOT_KEYS)]);
      // A reading that began before a registration of ours must not forget it.
      this.registry = new Map([...registry, ...this.own]);
      this.hot = new Set(hot.map((entry) => entry.key));
      this.everRead = true;
    } catch (error) {
      noteStoreError(this.runtime, 'warmRegistry', error);
    }
  }

  readonly isCandidate = (key: string): boolean => this.registry.has(key) || this.hot.has(key);

  /** False when it is known that nothing is registered and no family wants its hot keys back. */
  mayWarm(): boolean {
    return !this.everRead || this.registry.size > 0 || this.hot.size > 0;
  }

  canWarm(key: string): boolean {
    return this.registry.has(key) || this.fleet.some((loads) => loads(key));
  }

  /** Tells the fleet what this process can load, and learns what others can; call before asking `canWarm`. */
  async meetFleet(): Promise<void> {
    await this.refreshCandidates();
    const patterns = await this.runtime.store
      .announceLoaders(this.loaders.patterns, LOADERS_HOLD_MS)
      .then(() => this.runtime.store.liveLoaders());
    this.fleet = patterns.map((pattern) => {
      const { parse } = compilePattern(pattern);
      return (key) => parse(key) !== null;
    });
  }

  /** Keeps the fleet told; returns what stops it. */
  startTelling(): () => void {
    return repeat(
      this.runtime.clock,
      LOADERS_HOLD_MS / 3,
      () => (this.loaders.patterns.length === 0 ? Promise.resolve() : this.meetFleet()),
      (error) => noteStoreError(this.runtime, 'announceLoaders', error),
    );
  }

  /** Candidates among those that a marker alone invalidated: no walk has named them. */
  async findRetired(result: WalkResult): Promise<void> {
    if (!this.mayWarm()) return;
    const named = new Set(result.candidates.map(({ key }) => key));
    const keys = [...this.registry.keys(), ...this.hot].filter((key) => !named.has(key));
    try {
      for (const guard of result.retired)
        for (const member of await this.runtime.store.membersAmong(guard, keys)) {
          if (member === null || named.has(member.key)) continue;
          named.add(member.key);
          result.candidates.push({ key: member.key, depth: member.depth });
        }
    } catch (error) {
      noteStoreError(this.runtime, 'warm', error);
    }
  }

  /** Hands a wave's candidates to the queue without making the wave wait; they are loaded when their sources have settled. */
  afterWave(waveId: string, result: WalkResult, settleSequence: number): number {
    if (result.candidates.length === 0) return 0;
    const rank = new Map([...this.hot].map((key, place) => [key, place]));
    const rankOf = (key: string) => rank.get(key) ?? rank.size;
    const keys = result.candidates
      .slice(0, MAX_TASK_KEYS)
      .sort((a, b) => a.depth - b.depth || rankOf(a.key) - rankOf(b.key));
    this.queue
      .enqueue({
        id: waveId,
        waveId,
        reason: `wave ${waveId}`,
        keys,
        concurrency: DEFAULT_CONCURRENCY,
        selective: true,
        hops: 0,
        // A load before that would be refused.
        delayMs: Math.max(0, Math.ceil(settleSequence / 1000 - this.runtime.store.nodeNow()) + 1),
      })
      .catch((error: unknown) => noteStoreError(this.runtime, 'warm', error));
    return keys.length;
  }

  async request(keys: readonly string[], options: WarmOptions): Promise<WarmJob> {
    const id =
      options.id ??
      `m${this.runtime.clock.date().getTime().toString(36)}${this.runtime.entropy.id().slice(0, 8)}`;
    const task: WarmTask = {
      id,
      waveId: options.waveId ?? null,
      reason: options.reason ?? 'asked for',
      keys: await inGraphOrder(this.runtime.store, [...new Set(keys)]),
      concurrency: options.concurrency ?? DEFAULT_CONCURRENCY,
      selective: false,
      hops: 0,
    };
    await this.queue.enqueue(task);
    const job = await this.queue.job(id);
    const first: WarmJob = job ?? {
      id,
      state: 'waiting',
      total: task.keys.length,
      done: 0,
      report: null,
      error: null,
    };
    followJob(this.queue, this.runtime, first, options);
    return first;
  }

  /** A wave took these keys over: what runs here for an earlier one leaves them to that wave's own warming. */
  supersede({ id, touched }: Pick<WaveNotice, 'id' | 'touched'>): void {
    for (const [task, taken] of this.running)
      if (task.selective && task.waveId !== null && isLater(id, task.waveId))
        for (const { key } of touched) taken.add(key);
  }

  job(id: string): Promise<WarmJob | null> {
    return this.queue.job(id);
  }

  startWorker(): void {
    this.queue.work((task, progress, signal) => this.perform(task, progress, signal));
  }

  close(): Promise<void> {
    return this.queue.close();
  }

  private async perform(
    task: WarmTask,
    progress: (done: number) => void,
    signal: AbortSignal | undefined,
  ): Promise<WarmReport> {
    const startedAt = this.runtime.clock.now();
    await this.refreshCandidates();
    const report: WarmReport = {
      id: task.id,
      total: task.keys.length,
      warmed: 0,
      skipped: 0,
      failed: [],
      unloadable: [],
      cancelled: 0,
      durationMs: 0,
    };
    let done = 0;
    const superseded = new Set<string>();
    this.running.set(task, superseded);
    const depths = [...new Set(task.keys.map((entry) => entry.depth))].sort((a, b) => a - b);
    for (const depth of depths) {
      const level = task.keys.filter((entry) => entry.depth === depth);
      await forEachLimit(level, task.concurrency, async ({ key }) => {
        if (signal?.aborted) report.cancelled++;
        else if (superseded.has(key)) report.skipped++;
        else await this.warmOne(key, task, report, signal);
        done++;
        progress(done);
      });
    }
    this.running.delete(task);
    report.durationMs = Math.round(this.runtime.clock.now() - startedAt);
    this.runtime.recorder.countWarm(report.warmed);
    await this.passOn(task, report);
    this.runtime.store
      .announce({ kind: 'warm', report: JSON.stringify(report) })
      .catch((error: unknown) => noteStoreError(this.runtime, 'announce', error));
    return report;
  }

  private async warmOne(
    key: string,
    task: WarmTask,
    report: WarmReport,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const plan = this.planOf(key, task.selective);
    if (plan === 'not-wanted') {
      report.skipped++;
      return;
    }
    if (plan === null) {
      report.unloadable.push(key);
      return;
    }
    try {
      const loaded = await this.budgets.run(key, signal, () => this.reads.refresh(key, plan));
      if (loaded === null) report.cancelled++;
      else if (loaded) report.warmed++;
      else report.skipped++;
    } catch (error) {
      report.failed.push({ key, error: error instanceof Error ? error.message : String(error) });
    }
  }

  private planOf(key: string, selective: boolean): LoadPlan | 'not-wanted' | null {
    const registered = this.registry.get(key);
    const known = this.loaders.familyOf(key);
    if (registered !== undefined) {
      const named = this.loaders.planByName(registered.loader, key, this.runtime.settings);
      return named ?? known?.plan ?? null;
    }
    if (known === null) return selective ? 'not-wanted' : null;
    return selective && known.family.warm !== 'hot' ? 'not-wanted' : known.plan;
  }

  /** Keys whose loader lives in another kind of process go back to the queue, a bounded number of times. */
  private async passOn(task: WarmTask, report: WarmReport): Promise<void> {
    if (report.unloadable.length === 0 || task.hops >= MAX_HOPS) return;
    const wanted = new Set(report.unloadable);
    const keys = task.keys.filter((entry) => wanted.has(entry.key));
    const hops = task.hops + 1;
    await this.queue.enqueue({ ...task, id: `${task.id}.${hops}`, keys, hops });
  }
}

/** Ids begin with their time. Within one millisecond neither is later: then both load, which costs a look. */
function isLater(waveId: string, other: string): boolean {
  return waveId.slice(0, 9) > other.slice(0, 9);
}
