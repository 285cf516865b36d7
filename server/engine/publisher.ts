// The one way a value gets into the store: register on every guard, then publish under the lease (protocol.md, Load
// 3–5). A plain set is a load whose loader is already done.
import {
  type EncodedValue,
  encodeValue,
  fingerprintOf,
  NO_FINGERPRINT,
  spotSum,
  spotSumOf,
} from './codec';
import { compress } from './compression';
import { fingerprintIn, markVerified, type Ref, writeEntry } from './entry';
import type { LoadScope } from './load-context';
import { typeOf } from './names';
import type { Guard, PublishRequest } from './ports';
import type { Runtime } from './runtime';
import { checkGuards, type EntryPlan } from './settings';
import { type LoadedFacts, settlesUntil } from './settling';
import { foreignSince, type Since, sinceFault } from './since';

export interface LoadedValue {
  key: string;
  token: Buffer;
  scope: LoadScope;
  generation: number;
  value: unknown;
  plan: EntryPlan;
  tags: readonly string[];
  dependencies: readonly string[];
  /** Types of dependencies that were flagged before the load began. */
  flaggedTypes: readonly string[];
  loadCostMs: number;
  /** What speaks of the source's own lag. */
  settled: Pick<LoadedFacts, 'beganAtMs' | 'lookBack' | 'settleMs' | 'versions'> & {
    /** Told until when the source settles, when the value was refused for it. */
    onRefusal: (untilMs: number) => void;
  };
  /** Called when everything is checked, right before the publishing step: closes the flight (I10). */
  beforePublish: () => void;
}
export type PublishOutcome = 'published' | 'proven' | 'refused';

/** Publishes, or refuses and gives the lease back. Rejects when the store is away or the value cannot be stored. */
export async function publishLoaded(
  runtime: Runtime,
  loaded: LoadedValue,
): Promise<PublishOutcome> {
  const { store } = runtime;
  const { key, token, scope, plan } = loaded;
  const guards = checkGuards(loaded.tags, loaded.dependencies);
  for (const tag of guards.tags) scope.own(`t:${tag}`, 'tag');
  for (const dependency of guards.dependencies) scope.own(`k:${dependency}`, 'declared');
  const refs = runtime.rules.checkMarkers
    ? scope.list()
    : scope.list().map((ref) => ({ ...ref, ref: Number.MAX_SAFE_INTEGER }));
  const keep = plan.cacheNull || (loaded.value !== null && loaded.value !== undefined);
  const request = await requestOf(runtime, loaded, refs, keep);

  if (scope.tainted || !(await flagDeclared(runtime, loaded, guards.dependencies))) {
    loaded.beforePublish();
    await store.release(key, token);
    return 'refused';
  }
  const { settled } = loaded;
  const untilMs = await settlesUntil(runtime, {
    ...settled,
    key,
    sequence: scope.sequence,
    guards: refs.map((ref) => ref.guard),
  });
  loaded.beforePublish();
  if (untilMs !== null) {
    await store.release(key, token);
    settled.onRefusal(untilMs);
    return 'refused';
  }
  if (!runtime.rules.fence) await retake(runtime, loaded);
  const fused = store.publishFused === undefined ? null : await store.publishFused(request);
  const reply = fused ?? (await registerAndPublish(runtime, request));
  if (reply !== 'published') return 'refused';
  if (!keep) return 'proven';
  noteStored(runtime, key, plan, fingerprintIn(request.blob));
  return 'published';
}

/** For statistics: what this key is now, and what it was to a wave that had taken it. */
function noteStored(
  { fates, recorder, store }: Runtime,
  key: string,
  plan: EntryPlan,
  fingerprint: string | null,
): void {
  const nowMs = store.nodeNow();
  const refreshed = fates.stored(key, fingerprint, nowMs + plan.ttlMs + plan.swrMs, nowMs);
  if (refreshed !== null) recorder.countRefreshed(key, refreshed);
}

/** Only for a test that switches the fence off: publishes whatever happened to the lease. */
async function retake(runtime: Runtime, loaded: LoadedValue): Promise<void> {
  await runtime.store.acquire({
    key: loaded.key,
    token: loaded.token,
    leaseMs: runtime.settings.leaseMs,
    generation: loaded.generation,
    takeover: true,
    declaredTypes: [],
  });
}

/**
 * How much longer than its entry an edge lives that was written in a step of its own: the entry's life begins when it is
 * published, which its lease allows for as long as this, and no edge may end before it.
 */
export function edgeSpareMs({ maxLoadMs, leaseMs }: Runtime['settings']): number {
  return maxLoadMs + leaseMs;
}

/** The steps one by one: every guard in parallel, then the entry. */
async function registerAndPublish(runtime: Runtime, request: PublishRequest) {
  const { store } = runtime;
  const lifeMs = request.ttlMs + request.swrMs + edgeSpareMs(runtime.settings);
  const registered = await Promise.all(
    request.refs.map((ref) => store.register(ref.guard, request.key, ref, lifeMs, request.soft)),
  );
  const overtaken = request.refs.some((ref, i) => (registered[i]?.marker ?? 0) > ref.ref);
  if (overtaken) {
    await store.release(request.key, request.token);
    return 'invalidated' as const;
  }
  const verified = registered.flatMap((one, i) => (one.verified ? [i] : []));
  markVerified(request.blob, verified);
  return store.publish(request);
}

/**
 * Dependencies that were only known after the load: their types are flagged now. When the flag is younger than the
 * sequence the load began with, a wave may have passed without looking below them: refuse.
 */
async function flagDeclared(
  runtime: Runtime,
  loaded: LoadedValue,
  dependencies: readonly string[],
): Promise<boolean> {
  const types = declaredTypesOf(dependencies).filter((type) => !loaded.flaggedTypes.includes(type));
  if (types.length === 0) return true;
  const { sequence, added, flaggedAt } = await runtime.store.declare(types);
  if (flaggedAt !== undefined) return flaggedAt <= loaded.scope.sequence;
  return !added || sequence === loaded.scope.sequence;
}

export function declaredTypesOf(dependencies: readonly string[]): string[] {
  return dependencies.length === 0 ? [] : [...new Set(dependencies.map(typeOf))];
}

async function requestOf(
  { settings }: Runtime,
  loaded: LoadedValue,
  refs: readonly Ref[],
  store: boolean,
): Promise<PublishRequest> {
  const { plan, scope } = loaded;
  const whole = encodeValue(loaded.key, loaded.value, settings.codec);
  const encoded = await compress(whole, settings.compressAboveBytes);
  const header = headerOf(plan, encoded, loaded.generation);
  header.sequence = scope.sequence;
  header.loadCostUs = loaded.loadCostMs * 1000;
  header.fingerprint = fingerprintOf(whole);
  header.inherits = refs.some((ref) => ref.depth > 1);
  return {
    key: loaded.key,
    token: loaded.token,
    refs,
    soft: plan.onInvalidate === 'soft',
    ttlMs: plan.ttlMs,
    swrMs: plan.swrMs,
    store,
    blob: writeEntry(header, refs, encoded, spotSum),
  };
}

/** What is known of a plain set; a load adds its own. */
function headerOf(plan: EntryPlan, encoded: EncodedValue, generation: number) {
  return {
    hasValue: true,
    onInvalidate: plan.onInvalidate,
    inherits: false,
    codec: encoded.codec,
    generation,
    sequence: 0,
    createdAtMs: 0,
    softExpiryMs: 0,
    hardExpiryMs: 0,
    staleSinceMs: 0,
    leaseEndMs: 0,
    fingerprint: NO_FINGERPRINT,
    loadCostUs: 0,
  };
}

export interface PlainSet {
  key: string;
  value: unknown;
  plan: EntryPlan;
  tags: readonly string[];
  dependencies: readonly string[];
  generation: number;
  /** A sequence taken before the value was read, when the caller has one. */
  since: Since | null;
  makeScope: (sequence: number) => LoadScope;
}

/** True when stored, false when an invalidation arrived meanwhile. */
export async function publishPlain(runtime: Runtime, set: PlainSet): Promise<boolean> {
  const { store } = runtime;
  const declaredTypes = declaredTypesOf(set.dependencies);
  if (store.setFused !== undefined && set.since === null) {
    const { codec, compressAboveBytes } = runtime.settings;
    const packed = compress(encodeValue(set.key, set.value, codec), compressAboveBytes);
    const value = packed instanceof Promise ? await packed : packed;
    const done = await store.setFused({
      key: set.key,
      guards: [
        ...set.tags.map((tag): Guard => `t:${tag}`),
        ...set.dependencies.map((key): Guard => `k:${key}`),
      ],
      value,
      checksum: spotSumOf(value),
      soft: set.plan.onInvalidate === 'soft',
      generation: set.generation,
      declaredTypes,
      ttlMs: set.plan.ttlMs,
      swrMs: set.plan.swrMs,
    });
    if (done) {
      noteStored(runtime, set.key, set.plan, null);
      return true;
    }
  }
  const token = runtime.entropy.token();
  const reply = await store.acquire({
    key: set.key,
    token,
    leaseMs: runtime.settings.leaseMs,
    generation: set.generation,
    takeover: true,
    // After `since`: their flags then have to be older than it.
    declaredTypes: set.since === null ? declaredTypes : [],
  });
  const fault =
    set.since === null ? null : sinceFault(set.since, set.generation, reply, store.nodeNow());
  if (fault !== null) {
    await store.release(set.key, token);
    if (fault === 'foreign') throw foreignSince();
    return false;
  }
  const outcome = await publishLoaded(runtime, {
    key: set.key,
    token,
    scope: set.makeScope(set.since?.sequence ?? reply.sequence),
    generation: set.generation,
    value: set.value,
    plan: { ...set.plan, cacheNull: true },
    tags: set.tags,
    dependencies: set.dependencies,
    flaggedTypes: set.since === null ? declaredTypes : [],
    settled: {
      beganAtMs: store.nodeNow(),
      lookBack: set.since !== null || (reply.settling ?? false),
      settleMs: 0,
      versions: {},
      onRefusal: () => {},
    },
    loadCostMs: 0,
    beforePublish: () => {},
  });
  return outcome === 'published';
}
