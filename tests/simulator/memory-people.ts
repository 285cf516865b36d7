// The rest of the store over a node in memory: reads for people, housekeeping, statistics, the warm registry.
import { decodeRefs, HEADER_BYTES, readHeader } from '@/server/engine/entry';
import type {
  Guard,
  InspectStore,
  ProtocolStore,
  SettleStore,
  StatsStore,
  Store,
  WarmRegistryStore,
} from '@/server/engine/ports';
import type { Transport } from './memory-store';
import { retiredPage, retireEntry, settleRetired } from './node/big-guards';
import { memberOf, scanMembers, setMarker } from './node/guard-steps';
import { noteRowVersion, settle } from './node/namespace';
import type { NodeState } from './node/state';

/** One store of its parts. What no part has says so when it is asked for. */
export function wholeStore(...parts: [ProtocolStore, ...Partial<Store>[]]): Store {
  const known = Object.assign({}, ...parts) as Store;
  return new Proxy(known, {
    get(store, name, receiver) {
      const found: unknown = Reflect.get(store, name, receiver);
      // Fusions are asked for and may be missing; so may what is no method at all.
      if (found !== undefined || OPTIONAL.has(String(name))) return found;
      throw new Error(`the store in memory has no ${String(name)}: add it to tests/simulator`);
    },
  });
}
const OPTIONAL = new Set([
  'publishFused',
  'setFused',
  'openWalk',
  'markAll',
  'markAndCut',
  'readWith',
  'markersOf',
  'sweepRetired',
  'then',
]);

export function inspectSteps(state: NodeState, { send }: Transport): Partial<InspectStore> {
  const membersOf = (guard: Guard) => [...(state.guards.get(guard)?.edges ?? [])];
  const expired = (guard: Guard) =>
    membersOf(guard)
      .filter(([, edge]) => edge.score < state.nowMs())
      .sort((a, b) => a[1].score - b[1].score)
      .map(([key]) => key);
  return {
    members: (guard, cursor, count) =>
      send(`members ${guard}`, () => scanMembers(state, guard, cursor, count)),
    membersOf: (guards) =>
      send('members-of', () =>
        guards.map((guard) => membersOf(guard).map(([key, edge]) => memberOf(key, edge.score))),
      ),
    membersAmong: (guard, keys) =>
      send(`members-among ${guard}`, () =>
        keys.map((key) => {
          const edge = state.guards.get(guard)?.edges.get(key);
          return edge === undefined ? null : memberOf(key, edge.score);
        }),
      ),
    guardInfo: (guards) =>
      send('guard-info', () =>
        guards.map((guard) => ({
          members: state.guards.get(guard)?.edges.size ?? 0,
          marker: state.guards.get(guard)?.marker ?? 0,
        })),
      ),
    headers: (keys) =>
      send('read-heads', () =>
        keys.map((key) => {
          const blob = state.entry(key)?.blob;
          if (blob === undefined) return null;
          const header = readHeader(blob);
          const refs = decodeRefs(blob.subarray(HEADER_BYTES, HEADER_BYTES + header.refsLength));
          return { header, refs, sizeBytes: blob.length };
        }),
      ),
    bareHeaders: (keys) =>
      send('read-headers', () =>
        keys.map((key) => {
          const blob = state.entry(key)?.blob;
          return blob === undefined ? null : readHeader(blob);
        }),
      ),
    async sweepRetired(guard, keepTypes, count) {
      const page = await send(`retired-page ${guard}`, () => retiredPage(state, guard, count));
      if (page === null) return 0;
      const letters = await Promise.all(
        page.edges.map(({ key }) =>
          send(`retire ${key}`, () => retireEntry(state, guard, key, page.markers)),
        ),
      );
      await send(`settle-retired ${guard}`, () =>
        settleRetired(state, guard, page, letters, keepTypes),
      );
      return page.edges.length;
    },
    async *scanGuards(kind) {
      const found = await send('scan guards', () =>
        [...state.guards.keys()].filter((guard) => kind === 'all' || guard.startsWith(`${kind}:`)),
      );
      if (found.length > 0) yield found;
    },
    async *scanEntries(prefix = '') {
      const found = await send(`scan entries ${prefix}`, () =>
        [...state.entries.keys()].filter((key) => key.startsWith(prefix) && state.entry(key)),
      );
      if (found.length > 0) yield found;
    },
    declaredTypes: () => send('declared-types', () => [...state.types.keys()]),
    waves: (query) =>
      send('journal', () => {
        const before = query.before;
        const after = query.after;
        return state.journal
          .toReversed()
          .filter(({ position }) => before === undefined || isBefore(position, before))
          .filter(({ position }) => after === undefined || isBefore(after, position))
          .slice(0, query.limit);
      }),
    waveById: (id) => send('journal', () => state.journal.find((wave) => wave.id === id) ?? null),
    dropExpired: (guard, keys) =>
      send(`drop-expired ${guard}`, () => {
        const gone = new Set(expired(guard));
        const dropped = keys.filter((key) => gone.has(key));
        for (const key of dropped) state.guards.get(guard)?.edges.delete(key);
        return dropped.length;
      }),
    expiredMembers: (guard, limit, skip = 0) =>
      send(`expired-members ${guard}`, () => expired(guard).slice(skip, skip + limit)),
    hasLiveDependents: (guards) =>
      send('live-dependents', () =>
        guards.map((guard) => membersOf(guard).some(([, edge]) => edge.score >= state.nowMs())),
      ),
    dropIdleGuards: (guards, ageMs) =>
      send('drop-idle', () => {
        const idle = guards.filter((guard) => {
          const stored = state.guards.get(guard);
          if (stored === undefined || stored.edges.size > 0) return false;
          return state.nowUs() - stored.marker > ageMs * 1000;
        });
        for (const guard of idle) state.guards.delete(guard);
        return idle.length;
      }),
    holdRole: (role, token, ttlMs) =>
      send(`hold-role ${role}`, () => {
        const held = state.roles.get(role);
        const free = held === undefined || held.goneAtMs < state.nowMs();
        if (!free && held.token !== token) return false;
        state.roles.set(role, { token, goneAtMs: state.nowMs() + ttlMs });
        return true;
      }),
    health: () =>
      send('health', () => ({
        ok: true,
        topology: 'standalone' as const,
        version: null,
        evictionPolicy: 'volatile-ttl',
        latencyMs: 0,
        usedMemoryBytes: null,
        error: null,
      })),
  };
}

export function statsSteps(state: NodeState, { send }: Transport): StatsStore {
  return {
    addStats: (counters, hotKeys) =>
      send('add-stats', () => {
        const atMs = Math.floor(state.nowMs() / 10_000) * 10_000;
        const bucket = state.stats.get(atMs) ?? {};
        for (const [name, count] of Object.entries(counters)) {
          bucket[name] = (bucket[name] ?? 0) + count;
        }
        state.stats.set(atMs, bucket);
        for (const [key, reads] of Object.entries(hotKeys)) {
          state.heat.set(key, (state.heat.get(key) ?? 0) + reads);
        }
      }),
    readStats: (stepMs, fromMs, toMs) =>
      send('read-stats', () => {
        const buckets = new Map<number, Record<string, number>>();
        for (const [at, counters] of state.stats) {
          const atMs = Math.floor(at / stepMs) * stepMs;
          if (atMs < fromMs || atMs >= toMs) continue;
          const sum = buckets.get(atMs) ?? {};
          for (const [name, count] of Object.entries(counters))
            sum[name] = (sum[name] ?? 0) + count;
          buckets.set(atMs, sum);
        }
        return [...buckets].map(([atMs, counters]) => ({ atMs, counters }));
      }),
    hotKeys: (limit) =>
      send('hot-keys', () =>
        [...state.heat]
          .map(([key, reads]) => ({ key, reads }))
          .sort((a, b) => b.reads - a.reads || (a.key < b.key ? -1 : 1))
          .slice(0, limit),
      ),
    readsOf: (keys) => send('reads-of', () => keys.map((key) => state.heat.get(key) ?? 0)),
  };
}

export function settleSteps(state: NodeState, { send }: Transport): SettleStore {
  return {
    async settle(guards, forMs) {
      const ahead = await send('settle', () => settle(state, forMs));
      await Promise.all(
        guards.map((guard) =>
          send(`mark-all ${guard}`, () => setMarker(state, guard, ahead, null)),
        ),
      );
      return ahead;
    },
    noteRowVersion: (row, version, created) =>
      send(`row-version ${row}`, () => noteRowVersion(state, row, version, created)),
    rowVersions: (rows) =>
      send('row-versions', () => rows.map((row) => state.rowVersions.get(row) ?? null)),
  };
}

export function registrySteps(state: NodeState, { send }: Transport): WarmRegistryStore {
  return {
    registerWarm: (key, entry) =>
      send(`register-warm ${key}`, () => {
        state.warm.set(key, entry);
      }),
    warmRegistry: () => send('warm-registry', () => new Map(state.warm)),
    announceLoaders: (patterns, forMs) =>
      send('announce-loaders', () => {
        for (const pattern of patterns) state.loaders.set(pattern, state.nowMs() + forMs);
      }),
    liveLoaders: () =>
      send('live-loaders', () =>
        [...state.loaders].filter(([, end]) => end > state.nowMs()).map(([pattern]) => pattern),
      ),
  };
}

/** Positions are `<ms>-<number>`. */
function isBefore(a: string, b: string): boolean {
  const [aMs = 0, aNumber = 0] = a.split('-').map(Number);
  const [bMs = 0, bNumber = 0] = b.split('-').map(Number);
  return aMs < bMs || (aMs === bMs && aNumber < bNumber);
}
