// The engine's store over a node in memory. Every call becomes the steps that server/redis would send: one on standalone,
// single-key ones on a Cluster. How a step travels (at once, late, twice, not at all) is the transport's to say.
import type {
  BackplaneMessage,
  Guard,
  MarkChunk,
  ProtocolStore,
  PublishRequest,
  Registered,
  SetRequest,
} from '@/server/engine/ports';
import type { Ref } from '@/server/engine/entry';
import { acquire, publish, release, renew, set } from './node/entry-steps';
import {
  cutOne,
  cutPage,
  mark,
  readMarker,
  register,
  setMarker,
  walkedMembers,
  writeEdge,
} from './node/guard-steps';
import { markersOf } from './node/big-guards';
import { bump, readNamespace, tellCut } from './node/namespace';
import type { NodeState } from './node/state';
import {
  adoptWave,
  keepOpen,
  openRecords,
  openWalk,
  openWave,
  touchWave,
  writeRecord,
} from './node/wave-steps';

export interface Transport {
  /** Runs one step on the node. Rejects when its reply did not come; then nobody knows whether it ran. */
  send<T>(step: string, run: () => T): Promise<T>;
  /** This process's guess of the node's clock, ms. */
  nodeNow(): number;
  onMessage(listener: (message: BackplaneMessage) => void): () => void;
  onResubscribe(listener: () => void): () => void;
  onConnection(listener: (state: 'up' | 'down') => void): () => void;
  close(): Promise<void>;
}

const WALK_PAGE = 512;

/** What every topology can: one key per step. */
export function singleSteps(
  state: NodeState,
  transport: Transport,
  topology: ProtocolStore['topology'],
): ProtocolStore {
  const { send } = transport;
  const fused = topology === 'standalone';
  const cutKeys = (
    keys: readonly string[],
    mode: 'hard' | 'soft' | null,
    generation: number,
    wantRefs: boolean,
  ) => keys.map((key) => cutOne(state, key, mode, generation, wantRefs));
  return {
    topology,
    // A copy, as from a wire: readers may write into what they were given.
    read: (key) => send(`read ${key}`, () => copyOf(state.entry(key)?.blob)),
    async acquire(request) {
      const [reply, namespace] = await Promise.all([
        send(`acquire ${request.key}`, () => acquire(state, request, fused)),
        fused ? null : send('state', () => readNamespace(state, request.declaredTypes)),
      ]);
      if (namespace === null) return reply;
      return { ...reply, sequence: namespace.sequence, settling: namespace.settling };
    },
    async readWith(key, guards) {
      const readMarkers = () => guards.map((guard) => markersOf(state, guard));
      const readBlob = () => copyOf(state.entry(key)?.blob);
      if (fused) {
        return send(`read ${key} with markers`, () => ({
          blob: readBlob(),
          markers: readMarkers(),
        }));
      }
      const [blob, markers] = await Promise.all([
        send(`read ${key}`, readBlob),
        send(`markers ${guards.join()}`, readMarkers),
      ]);
      return { blob, markers };
    },
    markersOf: (guards) =>
      send(`markers ${guards.join()}`, () => guards.map((guard) => markersOf(state, guard))),
    renew: (key, token, leaseMs) => send(`renew ${key}`, () => renew(state, key, token, leaseMs)),
    release: (key, token) => send(`release ${key}`, () => release(state, key, token)),
    declare: (types) =>
      send(`declare ${types.join()}`, () => {
        const { sequence, added, flaggedAt } = readNamespace(state, types);
        return { sequence, added, flaggedAt };
      }),
    register: (guard, key, ref, lifeMs, soft) =>
      sendRegister(state, transport, guard, key, ref, lifeMs, soft),
    publish: (request) => send(`publish ${request.key}`, () => publish(state, request, false)),

    async openWave(id, plan) {
      const opened = await send('open-wave', () => openWave(state, id, plan, fused));
      if (!fused) await send('keep-open', () => keepOpen(state, id, opened.sequence, plan));
      return opened;
    },
    touchWave: (id) => send('touch-wave', () => touchWave(state, id)),
    adoptWave: (id, idleMs) => send('adopt-wave', () => adoptWave(state, id, idleMs)),
    async closeWave(id, record) {
      const position = await send('close-wave', () => {
        if (fused) state.open.delete(id);
        return writeRecord(state, id, record);
      });
      if (!fused) await send('forget-open', () => state.open.delete(id));
      return { position };
    },
    async openWaves() {
      const [records, { nowMs }] = await Promise.all([
        send('open-waves', () => openRecords(state)),
        send('state', () => readNamespace(state, [])),
      ]);
      return records.map(({ seenAtMs, ...record }) => ({ ...record, idleMs: nowMs - seenAtMs }));
    },
    mark: (...step) => sendMark(state, transport, ...step),
    async cut(keys, mode, generation, wantRefs) {
      const steps = fused ? [keys] : keys.map((key) => [key]);
      const replies = await Promise.all(
        steps.map((step) =>
          send(`cut ${step.join()}`, () => cutKeys(step, mode, generation, wantRefs)),
        ),
      );
      const cuts = replies.flat();
      return { letters: cuts.map((one) => one.letter).join(''), refs: cuts.map((one) => one.refs) };
    },
    namespaceState: () =>
      send('state', () => {
        const { generation, sequence, nowMs, cuts } = readNamespace(state, []);
        return { generation, sequence, nowMs, cuts };
      }),
    bumpGeneration: () => send('bump', () => bump(state)),
    nodeNow: () => transport.nodeNow(),
    recall: (id) =>
      send(`recall ${id}`, () => {
        const known = state.dedupe.get(id);
        return known !== undefined && known.goneAtMs >= state.nowMs() ? known.value : null;
      }),
    remember: (id, value, ttlMs) =>
      send(`remember ${id}`, () => {
        state.dedupe.set(id, { value, goneAtMs: state.nowMs() + ttlMs });
      }),
    tellCut: (guards) => send('tell-cut', () => tellCut(state, guards)),
    announce: (message) => send(`announce ${message.kind}`, () => state.publish(message)),
    onMessage: (listener) => transport.onMessage(listener),
    onResubscribe: (listener) => transport.onResubscribe(listener),
    onConnection: (listener) => transport.onConnection(listener),
    close: () => transport.close(),
  };
}

/** What a standalone node does in one step. */
export function fusedSteps(state: NodeState, transport: Transport): Partial<ProtocolStore> {
  const { send } = transport;
  return {
    publishFused: (request: PublishRequest) =>
      send(`publish ${request.key}`, () => publish(state, request, true)),
    setFused: (request: SetRequest) => send(`set ${request.key}`, () => set(state, request)),
    openWalk: (id, plan, roots, mode, namesWanted) =>
      send(`open-walk ${roots.join()}`, () =>
        openWalk(state, id, plan, roots, mode, namesWanted, WALK_PAGE),
      ),
    markAll: (guards, sequence, mode) =>
      send(`mark-all ${guards.join()}`, () => {
        return guards.map((guard) => setMarker(state, guard, sequence, mode));
      }),
    markAndCut: (guard, _sequence, cursor, mode, generation) =>
      send(`mark-cut ${guard} ${cursor}`, () => {
        const all = Number.MAX_SAFE_INTEGER;
        const { count: _, ...page } = cutPage(
          state,
          guard,
          cursor,
          WALK_PAGE,
          mode,
          generation,
          all,
        );
        return page;
      }),
  };
}

async function sendRegister(
  state: NodeState,
  { send }: Transport,
  guard: Guard,
  key: string,
  ref: Ref,
  lifeMs: number,
  soft: boolean,
): Promise<Registered> {
  if (state.rules.registerAtomic) {
    return send(`register ${guard} ${key}`, () =>
      register(state, guard, key, ref.depth, lifeMs, soft),
    );
  }
  const marker = await send(`read marker ${guard}`, () => readMarker(state, guard));
  const verified = await send(`write edge ${guard} ${key}`, () =>
    writeEdge(state, guard, key, ref.depth, lifeMs, soft),
  );
  return { marker, verified };
}

const copyOf = (blob: Buffer | undefined): Buffer | null =>
  blob === undefined ? null : Buffer.from(blob);

async function sendMark(
  state: NodeState,
  { send }: Transport,
  ...[guard, sequence, cursor, count, mode, types]: Parameters<ProtocolStore['mark']>
): Promise<MarkChunk> {
  if (state.rules.markBeforeRead || cursor !== '') {
    return send(`mark ${guard} ${cursor}`, () =>
      mark(state, guard, sequence, cursor, count, mode, types),
    );
  }
  const read = await send(`read members ${guard}`, () =>
    walkedMembers(state, guard, cursor, count, types),
  );
  const retired = await send(`mark ${guard}`, () => setMarker(state, guard, sequence, mode));
  return { retired, ...read };
}
