// Reading through the cache.
//
// A lookup is one GET. What it finds is *fresh* (serve it), *stale* (serve it and refresh behind, unless the reader is
// itself a loader: a parent is never built from a stale child) or *nothing to serve*. Then a *flight* begins, one per
// key in the process. A flight asks the store for the right to load (a lease, one per key in the fleet):
//   hit        somebody published meanwhile               -> serve that
//   lease      ours                                       -> load, register, publish, hand out
//   wait       somebody else's                            -> sleep until woken or until the lease may have ended, ask again
//   deadline   waited too long                            -> load without a lease, for this process only, bounded
// Who shares a flight takes its value only if publishing proved it current, or if it was read from the store after they
// came; otherwise they start again. The caller that started the flight takes its own value in any case: it began before
// whatever invalidated it. When the store is away, loads are bounded and shared only with those who came before them.
import { FreshetError, isFreshetError, isRefusal, troubleOf } from './errors';
import { GateShut } from './gate';
import { type Flight, type Loaded, OriginFlights, type Outcome } from './flight';
import { Flights, StoreAway } from './flights';
import { currentScope, LoadScope, leaveScope } from './load-context';
import { type LoadPlan, runLoader } from './loading';
import { type Found, inspectBlob, provenanceOf } from './lookup';
import { checkKey } from './names';
import { noteStoreError, type Runtime } from './runtime';
import { Semaphore } from './semaphore';
import type { LookupNotice, MissReason } from './types';
import { mustVerify } from './verify';

/** Shared loads that were overtaken by invalidations before a caller stops sharing. */
const MAX_SHARED_TRIES = 4;

export class ReadThrough {
  private readonly flights: Flights;
  private readonly origin: Semaphore;
  private readonly originFlights = new OriginFlights();

  constructor(private readonly runtime: Runtime) {
    this.origin = new Semaphore(runtime.settings.originConcurrency);
    this.flights = new Flights(runtime, this.origin);
  }

  /** The current value or null; never an expired or invalidated one. */
  async get(key: string): Promise<unknown> {
    checkKey(key);
    const scope = currentScope();
    const { store, verifier, generation, isStarted, refusal, l1, gate, breaker } = this.runtime;
    if (refusal !== null) throw refusal;
    if (!isStarted) await this.untilStarted();
    let held: number | Promise<number>;
    let blob: Buffer | null;
    const since = l1?.begin() ?? 0;
    try {
      if (gate.isShut) gate.refuse();
      held = generation.current();
      if (typeof held !== 'number') held = await held;
      blob = await verifier.read(key);
      if (mustVerify(blob)) blob = await verifier.settle(key, blob);
      breaker.succeeded();
    } catch (error) {
      this.storeAway('get', error);
      this.count(key, 'miss', 'store-unavailable');
      if (scope !== null) scope.tainted = true;
      return null;
    }
    const found = inspectBlob(blob, held, store.nodeNow());
    if (found.kind === 'fresh') {
      this.count(key, 'hit');
      if (scope !== null) inheritFrom(scope, key, blob);
      else if (blob !== null) l1?.insert(key, blob, found.value, since);
      return found.value;
    }
    this.count(key, 'miss', found.reason);
    // What was built from an absence depends on the key all the same.
    scope?.own(`k:${key}`, 'captured');
    return null;
  }

  /** The value, loaded if need be; old values within swr are served at once to callers that are not loaders. */
  async getWithSWR(key: string, planOf: () => LoadPlan): Promise<unknown> {
    checkKey(key);
    const scope = currentScope();
    if (scope?.isLoading(key)) {
      throw new FreshetError(
        'cycle-detected',
        `the loader of ${JSON.stringify(key)} reads ${JSON.stringify(key)} again: break the cycle in the loaders`,
      );
    }
    let missed = false;
    const miss = (reason: MissReason) => {
      if (!missed) this.count(key, 'miss', reason);
      missed = true;
    };
    try {
      for (let tries = 0; tries < MAX_SHARED_TRIES; tries++) {
        const running = this.flights.openOne(key);
        if (running !== null && (scope !== null || !running.background)) {
          miss('cold');
          const shared = await this.share(running, scope);
          if (shared !== null) return shared.value;
          continue;
        }
        const since = this.runtime.l1?.begin() ?? 0;
        const { found, blob } = await this.look(key);
        if (found.kind === 'fresh') {
          if (!missed) this.count(key, 'hit');
          if (scope !== null) inheritFrom(scope, key, blob);
          else if (blob !== null) this.runtime.l1?.insert(key, blob, found.value, since);
          return found.value;
        }
        if (found.kind === 'stale' && (scope === null || !this.runtime.rules.currentNested)) {
          if (!missed) this.count(key, 'stale', found.reason);
          this.refreshBehind(key, planOf());
          if (scope !== null) inheritFrom(scope, key, blob);
          return found.value;
        }
        miss(found.reason);
        const joined = this.flights.openOne(key);
        if (joined !== null) {
          const shared = await this.share(joined, scope);
          if (shared !== null) return shared.value;
          continue;
        }
        return await this.lead(key, planOf(), scope);
      }
      return await this.loadPrivately(key, planOf(), scope);
    } catch (error) {
      if (!(error instanceof StoreAway)) throw error;
      this.storeAway('getWithSWR', error.cause);
      miss('store-unavailable');
      return this.loadFromOrigin(key, planOf(), scope);
    }
  }

  /** Makes the key current, whoever loads it. True when a load was needed. */
  async refresh(key: string, plan: LoadPlan): Promise<boolean> {
    const { found } = await this.look(key);
    if (found.kind === 'fresh') return false;
    const flight = this.flights.openOne(key) ?? this.flights.start(key, plan, null, true);
    const outcome = await flight.outcome;
    if (outcome.kind === 'failed') throw outcome.error;
    // Somebody else is loading it, or an invalidation overtook this load: then the next wave's warm has it.
    return outcome.kind === 'loaded' && outcome.loaded.standing !== 'cached';
  }

  private async look(key: string): Promise<{ found: Found; blob: Buffer | null }> {
    const { store, verifier, generation, isStarted, refusal, gate, breaker } = this.runtime;
    if (refusal !== null) throw refusal;
    if (!isStarted) await this.untilStarted();
    try {
      if (gate.isShut) gate.refuse();
      const current = generation.current();
      const held = typeof current === 'number' ? current : await current;
      let blob = await verifier.read(key);
      if (mustVerify(blob)) blob = await verifier.settle(key, blob);
      breaker.succeeded();
      return { found: inspectBlob(blob, held, store.nodeNow()), blob };
    } catch (error) {
      throw new StoreAway(error);
    }
  }

  private async untilStarted(): Promise<void> {
    await this.runtime.started;
    if (this.runtime.refusal !== null) throw this.runtime.refusal;
  }

  private async lead(key: string, plan: LoadPlan, scope: LoadScope | null): Promise<unknown> {
    const flight = this.flights.start(key, plan, scope, false);
    const outcome = await flight.join(scope?.flight ?? null);
    if (outcome.kind === 'loaded') {
      if (scope !== null) adopt(scope, key, outcome.loaded);
      return outcome.loaded.value;
    }
    return this.settleFailure(outcome, scope);
  }

  /** The flight's value when this caller may have it, else null: start again. */
  private async share(flight: Flight, scope: LoadScope | null): Promise<Loaded | null> {
    const round = flight.round;
    const outcome = await flight.join(scope?.flight ?? null);
    if (outcome.kind === 'busy') return null;
    if (outcome.kind === 'failed') {
      return {
        value: this.settleFailure(outcome, scope),
        sequence: 0,
        refs: [],
        standing: 'private',
        round,
      };
    }
    const { loaded } = outcome;
    const mayHave =
      !this.runtime.rules.joinPublished ||
      loaded.standing === 'published' ||
      loaded.standing === 'proven' ||
      (loaded.standing === 'cached' && round < loaded.round);
    if (!mayHave) return null;
    this.runtime.recorder.countCollapsed(flight.key);
    if (scope !== null) adopt(scope, flight.key, loaded);
    return loaded;
  }

  private settleFailure(
    outcome: Exclude<Outcome, { kind: 'loaded' }>,
    scope: LoadScope | null,
  ): unknown {
    if (outcome.kind === 'failed') {
      // stale-if-error (RFC 5861): only what a wave has not removed is still there.
      if (outcome.stale !== null && scope === null) return outcome.stale.value;
      throw outcome.error;
    }
    throw new FreshetError('lease-timeout', 'the load was left to another process');
  }

  private refreshBehind(key: string, plan: LoadPlan): void {
    if (this.flights.openOne(key) !== null) return;
    const flight = leaveScope(() => this.flights.start(key, plan, null, true));
    // Nobody waits: a store that went away is counted where the next caller meets it, a failed load was counted.
    flight.outcome.catch(() => {});
  }

  private async loadPrivately(
    key: string,
    plan: LoadPlan,
    scope: LoadScope | null,
  ): Promise<unknown> {
    if (scope !== null) scope.tainted = true;
    const own = new LoadScope(key, 0, scope, null, this.runtime.rules);
    return this.origin.run(() => runLoader(this.runtime, own, plan.load));
  }

  private loadFromOrigin(key: string, plan: LoadPlan, scope: LoadScope | null): Promise<unknown> {
    if (scope !== null) scope.tainted = true;
    const own = new LoadScope(key, 0, scope, null, this.runtime.rules);
    const run = () => runLoader(this.runtime, own, plan.load);
    // A nested load runs in its parent's place: waiting for another place could wait for itself.
    if (scope !== null) return run();
    return this.originFlights
      .load(key, () => this.origin.run(run))
      .catch((error: unknown) => this.lastKnown(key, error));
  }

  /** stale-if-error while the store is away: what L1 still holds of the key. */
  private lastKnown(key: string, error: unknown): unknown {
    const old = this.runtime.l1?.lastKnown(key) ?? null;
    if (old === null) throw error;
    this.count(key, 'stale', 'store-unavailable');
    return old.value;
  }

  private storeAway(operation: string, error: unknown): void {
    if (isFreshetError(error)) throw error;
    // A refusal is an answer: a Redis at its memory limit still serves what it has.
    if (!(error instanceof GateShut) && !isRefusal(error)) this.runtime.breaker.failed();
    noteStoreError(this.runtime, operation, error);
    if (this.runtime.settings.onStoreError === 'throw') {
      throw new FreshetError('store-unavailable', `${operation}: the store ${troubleOf(error)}`, {
        cause: error,
      });
    }
  }

  private count(key: string, result: LookupNotice['result'], given?: MissReason): void {
    const { recorder, emitter, fates, store } = this.runtime;
    const reason = given === undefined ? given : fates.reasonFor(key, given, store.nodeNow());
    recorder.countLookup(key, result, reason);
    if (emitter.has('lookup')) {
      emitter.emit('lookup', reason === undefined ? { key, result } : { key, result, reason });
    }
  }
}

function inheritFrom(scope: LoadScope, key: string, blob: Buffer | null): void {
  if (blob === null) return;
  const { sequence, refs } = provenanceOf(blob);
  scope.inherit(key, sequence, refs);
}

function adopt(scope: LoadScope, key: string, loaded: Loaded): void {
  if (loaded.standing === 'private' && scope.rules.taint) scope.tainted = true;
  else scope.inherit(key, loaded.sequence, loaded.refs);
}
