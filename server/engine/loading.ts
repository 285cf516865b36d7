// Running a loader under a lease: renewed every third of its life, aborted at `maxLoadMs`, given back when it fails.
import { FreshetError } from './errors';
import { type Flight, type Outcome } from './flight';
import { LoadScope, runInScope } from './load-context';
import { inspectBlob } from './lookup';
import type { AcquireReply } from './ports';
import { publishLoaded } from './publisher';
import { noteStoreError, type Runtime } from './runtime';
import type { EntryPlan } from './settings';
import { checkRowVersion, type Versions } from './settling';
import type { LoadContext } from './types';
import { mustVerify } from './verify';

/** How to load a key and what to store it with. */
export interface LoadPlan extends EntryPlan {
  load: (context: LoadContext) => unknown;
  tagsOf: (value: unknown) => readonly string[];
  dependenciesOf: (value: unknown) => readonly string[];
  /** Types of dependencies known before the load. */
  declaredTypes: readonly string[];
  /** Default 0: the source can be read as soon as its event arrives. */
  settleMs?: number;
  /** Versions of the rows a value was made from. */
  versionsOf?: (value: unknown) => Versions;
}

/** Runs the loader with a time limit; rejects with its error or `loader-timeout`. */
export async function runLoader(
  runtime: Runtime,
  scope: LoadScope,
  load: LoadPlan['load'],
): Promise<unknown> {
  const controller = new AbortController();
  const { maxLoadMs } = runtime.settings;
  let expire: () => void = () => {};
  const expired = new Promise<never>((_resolve, reject) => {
    expire = () => {
      const error = new FreshetError(
        'loader-timeout',
        `the loader of ${JSON.stringify(scope.key)} ran past ${maxLoadMs} ms (maxLoadMs)`,
      );
      controller.abort(error);
      reject(error);
    };
  });
  const timer = runtime.clock.setTimeout(expire, maxLoadMs);
  const context: LoadContext = {
    key: scope.key,
    signal: controller.signal,
    noteVersion: (row, version) => {
      scope.versions[row] = checkRowVersion(row, version);
    },
  };
  try {
    return await Promise.race([runInScope(scope, async () => load(context)), expired]);
  } finally {
    timer.cancel();
  }
}

/** Loads under a lease that `reply` gave, and publishes. Never rejects for the loader's failure: that is an outcome. */
export async function loadUnderLease(
  runtime: Runtime,
  flight: Flight,
  plan: LoadPlan,
  lease: { reply: AcquireReply; token: Buffer; generation: number; parent: LoadScope | null },
): Promise<Outcome> {
  const { store, clock, recorder, emitter } = runtime;
  const { key } = flight;
  const scope = new LoadScope(key, lease.reply.sequence, lease.parent, flight, runtime.rules);
  const stopRenewing = keepLease(runtime, key, lease.token);
  const beganAtMs = store.nodeNow();
  const startedAt = clock.now();
  const finish = (outcome: Parameters<typeof recorder.countLoad>[1], error?: unknown) => {
    const durationMs = clock.now() - startedAt;
    if (outcome === 'failed' || outcome === 'uncached') runtime.notes.note(key, outcome, error);
    recorder.countLoad(key, outcome, durationMs);
    if (outcome !== 'published') {
      runtime.fates.came(key, outcome === 'failed' ? 'loader-failed' : 'bypass');
    }
    if (emitter.has('load')) emitter.emit('load', { key, outcome, durationMs });
  };
  let value: unknown;
  try {
    value = await runLoader(runtime, scope, plan.load);
  } catch (error) {
    stopRenewing();
    finish('failed', error);
    flight.open = false;
    await giveBack(runtime, key, lease.token);
    return { kind: 'failed', error, stale: await staleIfError(runtime, key, lease) };
  }
  const loadCostMs = clock.now() - startedAt;
  try {
    const outcome = await publishLoaded(runtime, {
      key,
      token: lease.token,
      scope: runtime.rules.sequenceFirst
        ? scope
        : scope.restamped((await store.namespaceState()).sequence),
      generation: lease.generation,
      value,
      plan,
      tags: plan.tagsOf(value),
      dependencies: plan.dependenciesOf(value),
      flaggedTypes: plan.declaredTypes,
      settled: {
        beganAtMs,
        lookBack: lease.reply.settling ?? false,
        settleMs: plan.settleMs ?? 0,
        versions: { ...plan.versionsOf?.(value), ...scope.versions },
        onRefusal: (untilMs) => runtime.retryLater(key, plan, untilMs),
      },
      loadCostMs,
      beforePublish: () => {
        flight.open = false;
      },
    });
    const standing = outcome === 'refused' ? 'private' : outcome;
    finish(outcome === 'published' ? 'published' : outcome === 'proven' ? 'uncached' : 'refused');
    return {
      kind: 'loaded',
      loaded: {
        value,
        sequence: scope.sequence,
        refs: scope.list(),
        standing,
        round: flight.round,
      },
    };
  } catch (error) {
    // The value is good, only its storing failed. What the caller did wrong (a tag, the size) is thrown.
    finish('uncached', error);
    await giveBack(runtime, key, lease.token);
    if (error instanceof FreshetError) return { kind: 'failed', error, stale: null };
    noteStoreError(runtime, 'publish', error);
    return {
      kind: 'loaded',
      loaded: {
        value,
        sequence: scope.sequence,
        refs: scope.list(),
        standing: 'private',
        round: flight.round,
      },
    };
  } finally {
    stopRenewing();
  }
}

/**
 * What may be served instead of the error (RFC 5861). Looked at anew, after the last caller has joined: a wave may have
 * removed since what was there when the load began.
 */
async function staleIfError(
  { store, verifier }: Runtime,
  key: string,
  { reply, generation }: { reply: AcquireReply; generation: number },
): Promise<{ value: unknown } | null> {
  if (reply.blob === null) return null;
  try {
    let blob = await verifier.read(key);
    if (mustVerify(blob)) blob = await verifier.settle(key, blob);
    const old = inspectBlob(blob, generation, store.nodeNow());
    return old.kind === 'none' ? null : { value: old.value };
  } catch {
    // The store is away: nobody knows whether the old value may still be served.
    return null;
  }
}

async function giveBack(runtime: Runtime, key: string, token: Buffer): Promise<void> {
  try {
    await runtime.store.release(key, token);
  } catch (error) {
    // The lease runs out by itself.
    noteStoreError(runtime, 'release', error);
  }
}

function keepLease(runtime: Runtime, key: string, token: Buffer): () => void {
  const { store, clock, settings } = runtime;
  const endAt = clock.now() + settings.maxLoadMs;
  let stopped = false;
  let timer = clock.setTimeout(renew, settings.leaseMs / 3);
  function renew(): void {
    if (stopped || clock.now() > endAt) return;
    void store
      .renew(key, token, settings.leaseMs)
      .catch((error: unknown) => {
        noteStoreError(runtime, 'renew', error);
        return true;
      })
      .then((held) => {
        // A lease that is gone stays gone: the load goes on for its own caller, the publish will be refused.
        if (held && !stopped) timer = clock.setTimeout(renew, settings.leaseMs / 3);
      });
  }
  return () => {
    stopped = true;
    timer.cancel();
  };
}
