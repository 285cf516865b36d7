// Steps on one entry: acquire, renew, release, publish, set. Layout of the blob: server/engine/entry.ts.
import {
  encodeRefs,
  HEADER_BYTES,
  markVerified,
  OFFSET,
  readHeader,
  writeHeader,
} from '@/server/engine/entry';
import type {
  AcquireReply,
  AcquireRequest,
  PublishReply,
  PublishRequest,
  SetRequest,
} from '@/server/engine/ports';
import { register } from './guard-steps';
import { change, clearLease, hasLease, holds, writeLease } from './lease';
import { flag, loadSequence } from './namespace';
import type { NodeState } from './state';

export function acquire(state: NodeState, request: AcquireRequest, fused: boolean): AcquireReply {
  const now = state.nowMs();
  const { key, token, leaseMs } = request;
  const stored = state.entry(key);
  const sequence = () => {
    if (!fused) return { sequence: 0 };
    const begun = loadSequence(state);
    flag(state, request.declaredTypes, begun.sequence);
    return begun;
  };
  let [live, fresh, leased, waiters, leaseLeftMs] = [false, false, false, 0, 0];
  let reason: AcquireReply['reason'] = 'cold';
  if (stored !== null) {
    const header = readHeader(stored.blob);
    leaseLeftMs = header.leaseEndMs - now;
    leased = hasLease(stored.blob) && leaseLeftMs > 0;
    waiters = stored.blob[OFFSET.waiters] ?? 0;
    const current = header.generation >= request.generation;
    live = header.hasValue && current && header.hardExpiryMs > now;
    fresh = live && header.staleSinceMs === 0 && header.softExpiryMs > now;
    if (header.hasValue) {
      reason = !current || header.staleSinceMs !== 0 ? 'invalidated' : 'expired';
    }
    const { retired } = request;
    if (retired?.identity.equals(stored.blob.subarray(OFFSET.sequence, OFFSET.createdAt + 8))) {
      [fresh, reason] = [false, 'invalidated'];
      live = live && retired.standing === 'stale';
    }
  }
  if (request.takeover) state.watcher?.tookOver(key);
  const none = { sequence: 0, leaseLeftMs: 0, blob: null, reason };
  if (stored !== null && !request.takeover) {
    if (fresh) return { ...none, status: 'hit', reason: null, blob: Buffer.from(stored.blob) };
    if (leased) {
      if (waiters === 0) change(stored, (blob) => blob.writeUInt8(1, OFFSET.waiters));
      if (live) return { ...none, status: 'stale', leaseLeftMs, blob: Buffer.from(stored.blob) };
      return { ...none, status: 'miss-wait', leaseLeftMs };
    }
  }
  // Taken over from a live holder, or from one that let it run out.
  if (stored !== null && hasLease(stored.blob)) state.watcher?.disturbed(key);
  if (stored !== null && live) {
    change(stored, (blob) => writeLease(blob, token, now + leaseMs));
    stored.goneAtMs = Math.max(stored.goneAtMs, now + leaseMs);
    return { ...none, status: 'stale-lease', ...sequence(), blob: Buffer.from(stored.blob) };
  }
  const blank = Buffer.alloc(HEADER_BYTES);
  blank[OFFSET.version] = 1;
  blank[OFFSET.waiters] = waiters;
  writeLease(blank, token, now + leaseMs);
  state.put(key, blank, leaseMs);
  return { ...none, status: 'miss-lease', ...sequence() };
}

export function renew(state: NodeState, key: string, token: Uint8Array, leaseMs: number): boolean {
  const stored = state.entry(key);
  if (stored === null || !holds(stored.blob, token)) return false;
  const end = state.nowMs() + leaseMs;
  change(stored, (blob) => blob.writeDoubleBE(end, OFFSET.leaseEnd));
  stored.goneAtMs = Math.max(stored.goneAtMs, end);
  return true;
}

export function release(state: NodeState, key: string, token: Uint8Array): void {
  const stored = state.entry(key);
  state.watcher?.refused(key);
  if (stored === null || !holds(stored.blob, token)) return;
  giveBack(state, key);
}

/** Takes the lease off, or the whole entry where there is no value, and wakes those who wait. */
function giveBack(state: NodeState, key: string): void {
  const stored = state.entry(key);
  if (stored === null) return;
  const { hasValue } = readHeader(stored.blob);
  const waiting = stored.blob[OFFSET.waiters] === 1;
  if (hasValue) change(stored, clearLease);
  else state.remove(key);
  if (waiting) state.publish({ kind: 'wake', key });
}

/** `fused`: registers on every guard in the same step. */
export function publish(state: NodeState, request: PublishRequest, fused: boolean): PublishReply {
  const { key, ttlMs, swrMs } = request;
  const stored = state.entry(key);
  if (state.rules.publishChecksToken && (stored === null || !holds(stored.blob, request.token))) {
    state.watcher?.refused(key);
    return 'fenced';
  }
  const now = state.nowMs();
  const overtaken =
    fused && request.refs.some((ref) => (state.guards.get(ref.guard)?.marker ?? 0) > ref.ref);
  if (overtaken || !request.store) {
    if (overtaken) state.watcher?.refused(key);
    giveBack(state, key);
    return overtaken ? 'invalidated' : 'published';
  }
  const verified: number[] = [];
  if (fused) {
    request.refs.forEach((ref, i) => {
      const life = ttlMs + swrMs;
      if (register(state, ref.guard, key, ref.depth, life, request.soft).verified) verified.push(i);
    });
  }
  const waiting = stored?.blob[OFFSET.waiters] === 1;
  const blob = Buffer.from(request.blob);
  markVerified(blob, verified);
  blob.writeDoubleBE(now, OFFSET.createdAt);
  blob.writeDoubleBE(now + ttlMs, OFFSET.softExpiry);
  blob.writeDoubleBE(now + ttlMs + swrMs, OFFSET.hardExpiry);
  store(state, key, blob, ttlMs + swrMs, waiting);
  return 'published';
}

/** False when something settles: then it is to go step by step. */
export function set(state: NodeState, request: SetRequest): boolean {
  const { key, ttlMs, swrMs, value } = request;
  const now = state.nowMs();
  const { sequence, settling } = loadSequence(state);
  if (settling) return false;
  flag(state, request.declaredTypes, sequence);
  const verified: number[] = [];
  request.guards.forEach((guard, i) => {
    if (register(state, guard, key, 1, ttlMs + swrMs, request.soft).verified) verified.push(i);
  });
  const refs = encodeRefs(
    request.guards.map((guard) => {
      const kind = guard.startsWith('t:') ? ('tag' as const) : ('declared' as const);
      return { guard, ref: 0, depth: 1, kind, via: null };
    }),
  );
  const stored = state.entry(key);
  const waiting = stored?.blob[OFFSET.waiters] === 1;
  if (stored !== null) state.watcher?.disturbed(key);
  const header = writeHeader({
    hasValue: true,
    onInvalidate: request.soft ? 'soft' : 'hard',
    inherits: false,
    codec: value.codec,
    generation: request.generation,
    sequence,
    createdAtMs: now,
    softExpiryMs: now + ttlMs,
    hardExpiryMs: now + ttlMs + swrMs,
    staleSinceMs: 0,
    leaseEndMs: 0,
    fingerprint: '0000000000000000',
    loadCostUs: 0,
    refsLength: refs.length,
    valueLength: value.sizeBytes,
    checksum: request.checksum,
  });
  const blob = Buffer.concat([
    header,
    refs,
    typeof value.data === 'string' ? Buffer.from(value.data, 'utf8') : value.data,
  ]);
  markVerified(blob, verified);
  store(state, key, blob, ttlMs + swrMs, waiting);
  return true;
}

function store(state: NodeState, key: string, blob: Buffer, lifeMs: number, waiting: boolean) {
  state.put(key, blob, lifeMs);
  state.watcher?.stored(key, blob);
  if (waiting) state.publish({ kind: 'wake', key });
}
