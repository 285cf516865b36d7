// The one way a value gets into the store: register on every guard, then publish under the lease (protocol.md, Load
// 3–5). A plain set is a load whose loader is already done.
import { encodeValue, JSON_CODEC } from './codec';
import { encodeRefs, type EntryHeader, type Ref } from './entry';
import type { LoadScope } from './load-context';
import { typeOf } from './names';
import type { Guard, PublishRequest } from './ports';
import type { Runtime } from './runtime';
import { checkGuards, type EntryPlan } from './settings';

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
  const request = requestOf(loaded, refs, keep);

  if (scope.tainted || !(await flagDeclared(runtime, loaded, guards.dependencies))) {
    loaded.beforePublish();
    await store.release(key, token);
    return 'refused';
  }
  loaded.beforePublish();
  if (!runtime.rules.fence) await retake(runtime, loaded);
  const fused = store.publishFused === undefined ? null : await store.publishFused(request);
  const reply = fused ?? (await registerAndPublish(runtime, request));
  if (reply !== 'published') return 'refused';
  return keep ? 'published' : 'proven';
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

/** The steps one by one: every guard in parallel, then the entry. */
async function registerAndPublish(runtime: Runtime, request: PublishRequest) {
  const { store } = runtime;
  const lifeMs = request.ttlMs + request.swrMs;
  const markers = await Promise.all(
    request.refs.map((ref) => store.register(ref.guard, request.key, ref, lifeMs)),
  );
  const overtaken = request.refs.some((ref, i) => (markers[i] ?? 0) > ref.ref);
  if (overtaken) {
    await store.release(request.key, request.token);
    return 'invalidated' as const;
  }
  return store.publish(request);
}

/**
 * Dependencies that were only known after the load: their types are flagged now. When the flag is new and the sequence
 * has moved since the load began, a wave may have passed without looking below them: refuse.
 */
async function flagDeclared(
  runtime: Runtime,
  loaded: LoadedValue,
  dependencies: readonly string[],
): Promise<boolean> {
  const types = declaredTypesOf(dependencies).filter((type) => !loaded.flaggedTypes.includes(type));
  if (types.length === 0) return true;
  const { sequence, added } = await runtime.store.declare(types);
  return !added || sequence === loaded.scope.sequence;
}

export function declaredTypesOf(dependencies: readonly string[]): string[] {
  return [...new Set(dependencies.map(typeOf))];
}

function requestOf(loaded: LoadedValue, refs: readonly Ref[], store: boolean): PublishRequest {
  const { plan } = loaded;
  const encoded = encodeValue(loaded.key, loaded.value);
  const refBytes = encodeRefs(refs);
  return {
    key: loaded.key,
    token: loaded.token,
    refs,
    ttlMs: plan.ttlMs,
    swrMs: plan.swrMs,
    store,
    header: headerOf({
      plan,
      encoded,
      refsLength: refBytes.length,
      inherits: refs.some((ref) => ref.depth > 1),
      generation: loaded.generation,
      sequence: loaded.scope.sequence,
      loadCostMs: loaded.loadCostMs,
    }),
    body: Buffer.concat([refBytes, encoded.bytes]),
  };
}

function headerOf(parts: {
  plan: EntryPlan;
  encoded: ReturnType<typeof encodeValue>;
  refsLength: number;
  inherits: boolean;
  generation: number;
  sequence: number;
  loadCostMs: number;
}): EntryHeader {
  return {
    hasValue: true,
    onInvalidate: parts.plan.onInvalidate,
    inherits: parts.inherits,
    codec: JSON_CODEC,
    generation: parts.generation,
    sequence: parts.sequence,
    createdAtMs: 0,
    softExpiryMs: 0,
    hardExpiryMs: 0,
    staleSinceMs: 0,
    leaseEndMs: 0,
    fingerprint: parts.encoded.fingerprint,
    loadCostUs: parts.loadCostMs * 1000,
    refsLength: parts.refsLength,
    valueLength: parts.encoded.bytes.length,
    checksum: parts.encoded.checksum,
  };
}

export interface PlainSet {
  key: string;
  value: unknown;
  plan: EntryPlan;
  tags: readonly string[];
  dependencies: readonly string[];
  generation: number;
  token: Buffer;
  makeScope: (sequence: number) => LoadScope;
}

/** True when stored, false when an invalidation arrived meanwhile. */
export async function publishPlain(runtime: Runtime, set: PlainSet): Promise<boolean> {
  const { store } = runtime;
  const declaredTypes = declaredTypesOf(set.dependencies);
  if (store.setFused !== undefined) {
    const refs: Ref[] = [
      ...set.tags.map((tag) => plainRef(`t:${tag}`, 'tag')),
      ...set.dependencies.map((key) => plainRef(`k:${key}`, 'declared')),
    ];
    const encoded = encodeValue(set.key, set.value);
    const refBytes = encodeRefs(refs);
    const done = await store.setFused({
      key: set.key,
      guards: refs.map((ref) => ref.guard),
      declaredTypes,
      ttlMs: set.plan.ttlMs,
      swrMs: set.plan.swrMs,
      header: headerOf({
        plan: set.plan,
        encoded,
        refsLength: refBytes.length,
        inherits: false,
        generation: set.generation,
        sequence: 0,
        loadCostMs: 0,
      }),
      body: Buffer.concat([refBytes, encoded.bytes]),
    });
    if (done) return true;
  }
  const reply = await store.acquire({
    key: set.key,
    token: set.token,
    leaseMs: runtime.settings.leaseMs,
    generation: set.generation,
    takeover: true,
    declaredTypes,
  });
  const outcome = await publishLoaded(runtime, {
    key: set.key,
    token: set.token,
    scope: set.makeScope(reply.sequence),
    generation: set.generation,
    value: set.value,
    plan: { ...set.plan, cacheNull: true },
    tags: set.tags,
    dependencies: set.dependencies,
    flaggedTypes: declaredTypes,
    loadCostMs: 0,
    beforePublish: () => {},
  });
  return outcome === 'published';
}

/** ref 0 = the sequence the script reads. */
function plainRef(guard: Guard, kind: Ref['kind']): Ref {
  return { guard, kind, ref: 0, depth: 1, via: null };
}
