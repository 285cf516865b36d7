// A wave: one invalidation, from its sequence to its record. Opened in the journal before anything else; a crash leaves
// it open, and any process of the namespace finishes it with the same sequence (protocol.md, Invalidate 0–3, I11).
import { FreshetError, isFreshetError, troubleOf } from './errors';
import type { Guard, OpenedWalk } from './ports';
import { RetiredBodies } from './retired-bodies';
import { noteStoreError, type Runtime } from './runtime';
import { announceChange, announces, type Told } from './settling';
import type { WalkResult } from './tally';
import { checkTargets } from './targets';
import type { Targets, Wave, WaveNotice } from './types';
import { walk } from './walk';
import {
  causeOf,
  emptyResult,
  type JournalRecord,
  newWaveId,
  noticeOf,
  type StoredPlan,
  waveOf,
} from './wave-records';

/** How long a dedupe id is remembered. */
export const DEDUPE_MS = 86_400_000;
const MAX_ROOTS = 100_000;
const TOUCH_EVERY_MS = 1000;
/** Guards named in a cut message; a wave over more makes tiers in processes drop everything. */
const MOST_NAMES = 1000;

interface Opened {
  sequence: number;
  generation: number;
  declaredTypes: readonly string[];
  walked: OpenedWalk | null;
}

export interface WaveHooks {
  /** Reads what may be warmed, beside the wave's first step. */
  refreshCandidates: () => Promise<void>;
  isCandidate: (key: string) => boolean;
  /** False when it is known that there is nothing to warm. */
  mayWarm: () => boolean;
  /** Adds what warming may want of entries that no walk has named. */
  findRetired: (result: WalkResult) => Promise<void>;
  /** Hands touched keys to warming without waiting; how many it took. */
  afterWave: (id: string, result: WalkResult, settleSequence: number) => number;
}

export class Waves {
  private readonly closing = new Set<Promise<void>>();
  private readonly bodies: RetiredBodies;

  constructor(
    private readonly runtime: Runtime,
    private readonly hooks: WaveHooks,
  ) {
    this.bodies = new RetiredBodies(runtime);
  }

  /** `id`: of a wave that was promised under it. */
  async run(
    targets: Targets,
    options: Told,
    id = newWaveId(this.runtime.clock.date(), this.runtime.entropy),
  ): Promise<Wave> {
    const { store } = this.runtime;
    const { roots, named } = await this.rootsOf(targets);
    if (options.dedupeId !== undefined) {
      const earlier = await this.guarded('recall', () => store.recall(options.dedupeId ?? ''));
      if (earlier !== null) {
        return { ...(JSON.parse(earlier) as Wave), state: 'complete', duplicate: true };
      }
    }
    const settleSequence = announces(options)
      ? await this.guarded('settle', () => announceChange(this.runtime, roots, options))
      : 0;
    const plan: StoredPlan = {
      roots,
      named,
      mode: options.mode ?? null,
      cause: causeOf(options),
      startedAt: this.runtime.clock.date().toISOString(),
      dedupeId: options.dedupeId ?? null,
      ...(settleSequence === 0 ? {} : { settleSequence }),
    };
    const startedAt = this.runtime.clock.now();
    const [open] = await this.guarded('openWave', () =>
      Promise.all([this.open(id, plan), this.hooks.refreshCandidates()]),
    );
    return this.finish(id, plan, open, { number: 1, startedAt });
  }

  private async open(id: string, plan: StoredPlan): Promise<Opened> {
    const { store } = this.runtime;
    const text = JSON.stringify(plan);
    const walked =
      (await store.openWalk?.(
        id,
        text,
        plan.roots,
        plan.mode,
        this.namesWanted(plan),
        this.runtime.settings.touchedLimit,
      )) ?? null;
    if (walked !== null) return { ...walked, walked };
    return { ...(await store.openWave(id, text)), walked: null };
  }

  /** All, where one might be reached twice or wanted by warming; else what the record shows. */
  private namesWanted(plan: StoredPlan): number {
    const all = plan.roots.length > 1 || this.hooks.mayWarm();
    return all ? Number.MAX_SAFE_INTEGER : this.runtime.settings.touchedLimit;
  }

  /** Finishes waves whose process fell silent. How many it finished. */
  async adoptSilent(idleMs: number): Promise<number> {
    const { store } = this.runtime;
    let finished = 0;
    for (const wave of await store.openWaves()) {
      if (wave.idleMs < idleMs || !(await store.adoptWave(wave.id, idleMs))) continue;
      const state = await store.namespaceState();
      // The flags as of now are a superset of those at the wave's sequence: it walks at least as far.
      const declaredTypes = await store.declaredTypes();
      const open = { ...state, sequence: wave.sequence, declaredTypes, walked: null };
      await this.finish(wave.id, JSON.parse(wave.plan) as StoredPlan, open, {
        number: wave.attempts + 1,
        startedAt: this.runtime.clock.now(),
      });
      finished++;
    }
    return finished;
  }

  private async finish(
    id: string,
    plan: StoredPlan,
    open: Opened,
    attempt: { number: number; startedAt: number },
  ): Promise<Wave> {
    const { store, clock, settings, recorder, rules } = this.runtime;
    const { startedAt } = attempt;
    // A wave that its opening step has all but finished is told once, when it has.
    if (open.walked === null || open.walked.root < plan.roots.length) {
      this.tell(noticeOf(id, plan, open.sequence, 'started', emptyResult, 0));
    }
    let touchedAt = startedAt;
    let result: WalkResult;
    try {
      result = await walk(
        store,
        {
          roots: plan.roots,
          // Guards found on the way settle with the roots.
          sequence: Math.max(open.sequence, plan.settleSequence ?? 0),
          generation: open.generation,
          mode: plan.mode,
          declaredTypes: new Set(open.declaredTypes),
          touchedLimit: settings.touchedLimit,
          isCandidate: this.hooks.isCandidate,
          rules,
          elapsedMs: () => clock.now() - startedAt,
          onProgress: () => {
            if (clock.now() - touchedAt < TOUCH_EVERY_MS) return;
            touchedAt = clock.now();
            store
              .touchWave(id)
              .catch((error: unknown) => noteStoreError(this.runtime, 'touchWave', error));
          },
        },
        open.walked,
      );
      await this.tellCut(plan, result, open.walked?.told ?? false);
      const warm = () => this.hooks.afterWave(id, result, plan.settleSequence ?? 0);
      // What a marker invalidated is named by nobody: finding what of it to warm does not hold up the caller.
      const warmQueued = result.retired.length === 0 ? warm() : 0;
      const wave = waveOf(id, plan, open.sequence, result, clock.now() - startedAt, warmQueued);
      const close = async () => {
        if (result.retired.length > 0) {
          await this.hooks.findRetired(result);
          wave.warmQueued = warm();
        }
        const record: JournalRecord = { ...wave, attempts: attempt.number };
        const { position } = await store.closeWave(
          id,
          JSON.stringify({ ...record, duplicate: undefined }),
        );
        if (plan.dedupeId !== null) {
          await store.remember(plan.dedupeId, JSON.stringify({ ...wave, touched: [] }), DEDUPE_MS);
        }
        const notice = noticeOf(id, plan, open.sequence, 'finished', result, wave.durationMs);
        this.tell({ ...notice, position });
        this.bodies.add(result.retired);
      };
      recorder.countWave(wave.invalidated, plan.named);
      if (plan.dedupeId === null) this.afterwards(close);
      else await close();
      return wave;
    } catch (error) {
      noteStoreError(this.runtime, 'wave', error);
      throw new FreshetError(
        'invalidation-incomplete',
        `wave ${id} could not reach every node; it stays in the journal and is retried until it is complete`,
        {
          cause: error,
          details: { waveId: id, sequence: open.sequence, roots: plan.named },
        },
      );
    }
  }

  private async rootsOf(targets: Targets): Promise<{ roots: Guard[]; named: string[] }> {
    const { roots, prefix, named } = checkTargets(targets);
    if (prefix !== null) {
      await this.guarded('scanEntries', async () => {
        for await (const keys of this.runtime.store.scanEntries(prefix)) {
          for (const key of keys) roots.add(`k:${key}`);
        }
      });
    }
    if (roots.size > MAX_ROOTS) {
      throw new FreshetError(
        'plan-too-large',
        `${roots.size} targets in one wave: give at most ${MAX_ROOTS}, or a tag that they share`,
      );
    }
    return { roots: [...roots], named };
  }

  /** Before the wave is open nothing has happened: the caller is told so, and may try again. */
  private async guarded<T>(operation: string, step: () => Promise<T>): Promise<T> {
    if (!this.runtime.isStarted) await this.runtime.started;
    if (this.runtime.refusal !== null) throw this.runtime.refusal;
    try {
      return await step();
    } catch (error) {
      if (isFreshetError(error)) throw error;
      noteStoreError(this.runtime, operation, error);
      throw new FreshetError(
        'store-unavailable',
        `${operation}: the store ${troubleOf(error)}, so nothing was invalidated; try again when it is back`,
        { cause: error },
      );
    }
  }

  /**
   * Tiers in processes drop what hangs on what was cut: this process's before the wave resolves, the others' when the
   * message arrives (P3). Its failure fails the wave, which is then repeated.
   */
  private async tellCut(plan: StoredPlan, { below }: WalkResult, told: boolean): Promise<void> {
    const prefixes = plan.named.filter((name) => name.startsWith('prefix:'));
    const names = [...plan.roots, ...below, ...prefixes.map((name) => `p:${name.slice(7)}`)];
    const shown = names.length > MOST_NAMES ? ['*'] : names;
    this.runtime.l1?.cut(shown);
    if (!told || prefixes.length > 0) await this.runtime.store.tellCut(shown);
  }

  /** Waves that have answered and are not in the journal yet: who reads the journal or closes waits for them. */
  async settled(): Promise<void> {
    await Promise.all(this.closing);
  }

  async close(): Promise<void> {
    await this.settled();
    await this.bodies.close();
  }

  /**
   * When the caller has its answer: writing a wave down costs as much as the walk of a small one. The promise is kept
   * already; a record that does not arrive leaves the wave open, and it is walked again with the same sequence (I11).
   */
  private afterwards(task: () => Promise<void>): void {
    const done = new Promise<void>((resolve) => {
      this.runtime.clock.setTimeout(resolve, 0);
    })
      .then(task)
      .catch((error: unknown) => noteStoreError(this.runtime, 'closeWave', error))
      .finally(() => this.closing.delete(done));
    this.closing.add(done);
  }

  /** To everybody, this process included, by the backplane; losing it loses only a notice. */
  private tell(notice: WaveNotice): void {
    this.runtime.store
      .announce({ kind: 'wave', notice: JSON.stringify(notice) })
      .catch((error: unknown) => noteStoreError(this.runtime, 'announce', error));
  }
}
