// The journal as people read it: running waves first, then finished ones, newest first.
import type { Guard, InspectStore, OpenWave, ProtocolStore } from '../ports';
import type { InvalidationMode, WaveCause, WaveRecord } from '../types';
import { within } from './within';

export type JournalStore = Pick<InspectStore, 'waves' | 'waveById'> &
  Pick<ProtocolStore, 'openWaves' | 'nodeNow'>;
export interface WavesQuery {
  before?: string;
  after?: string;
  limit?: number;
}

/** `cursor` is the `before` of the next page; running waves have no position and lead the first page. */
export async function listWaves(
  store: JournalStore,
  query: WavesQuery = {},
): Promise<{ waves: WaveRecord[]; cursor: string | null }> {
  const limit = within('limit', query.limit ?? 50, 1, 1000);
  const first = query.before === undefined;
  // Read before the journal: a wave that ends in between is then seen twice, not never.
  const open = first ? await store.openWaves() : [];
  const page = await store.waves({
    ...(query.before === undefined ? {} : { before: query.before }),
    ...(query.after === undefined ? {} : { after: query.after }),
    limit,
  });
  const finished = page.map(({ position, record }) => readRecord(position, record));
  const ended = new Set(finished.map((wave) => wave.id));
  const running = open
    .filter((wave) => !ended.has(wave.id))
    .map((wave) => runningWave(wave, store.nodeNow()))
    .sort((a, b) => b.sequence - a.sequence);
  const last = page.at(-1);
  return {
    waves: [...running, ...finished],
    cursor: last !== undefined && page.length === limit ? last.position : null,
  };
}

export async function findWave(store: JournalStore, id: string): Promise<WaveRecord | null> {
  const open = (await store.openWaves()).find((wave) => wave.id === id);
  if (open) return runningWave(open, store.nodeNow());
  const found = await store.waveById(id, startOfWaveId(id));
  return found === null ? null : readRecord(found.position, found.record);
}

function readRecord(position: string, record: string): WaveRecord {
  return { ...(JSON.parse(record) as Omit<WaveRecord, 'position'>), position };
}

/** What is known of a wave before it has ended: everything but its result. */
function runningWave(wave: OpenWave, nowMs: number): WaveRecord {
  const plan = JSON.parse(wave.plan) as {
    roots: Guard[];
    named: string[];
    mode: InvalidationMode | null;
    cause: WaveCause;
    startedAt: string;
  };
  return {
    id: wave.id,
    position: '',
    state: 'running',
    attempts: wave.attempts,
    sequence: wave.sequence,
    cause: plan.cause,
    roots: plan.named,
    mode: plan.mode ?? 'default',
    invalidated: 0,
    levels: [],
    zeroMatch: false,
    // A sequence is µs of the node's clock when the wave was opened.
    durationMs: Math.max(0, Math.round(nowMs - wave.sequence / 1000)),
    warmQueued: 0,
    startedAt: plan.startedAt,
    touched: [],
    touchedTotal: 0,
  };
}

/** Ids begin with their time: `w<ms in base 36><10 random characters>`; undefined for any other text. */
function startOfWaveId(id: string): number | undefined {
  const match = /^w([0-9a-z]{8,9})[0-9a-z]{10}$/.exec(id);
  return match === null ? undefined : Number.parseInt(match[1] as string, 36);
}
