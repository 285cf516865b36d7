// What the stream sends, prepared once per process however many people listen: each notice is serialised once, and its
// id says where in the journal a reader goes on after a lost connection.
import type { Freshet, WaveNotice } from '@/server/freshet';

export interface LiveEvent {
  event: 'wave' | 'warm' | 'reset' | 'end';
  /**
   * What the browser sends back as Last-Event-ID. A finished wave's journal position; `<position>+<n>` when it was told
   * after one that stands behind it in the journal (two processes close waves at once).
   */
  id: string | null;
  data: string;
  /** To leave out what the catch-up has already sent. */
  waveId: string | null;
}

export interface Live {
  subscribe(listener: (event: LiveEvent) => void): () => void;
  /** Finished waves that whoever last got this id has not seen, oldest first; null when there are too many to replay. */
  catchUp(lastId: string): Promise<LiveEvent[] | null>;
}

/** More than this behind, a page is better read anew than replayed. */
export const catchUpLimit = 200;
/** Finished waves remembered, to know what was told after an id. */
const REMEMBERED = 1_000;
/** When a console restarts, all its readers come back with the same id: one look into the journal serves them. */
const SHARED_MS = 500;

interface Told {
  event: LiveEvent;
  position: string;
}

export function createLive(
  cache: () => Freshet,
  onError: (error: unknown) => void,
  now: () => number = () => performance.now(),
): Live {
  const listeners = new Set<(event: LiveEvent) => void>();
  const told: Told[] = [];
  const looks = new Map<string, { at: number; found: Promise<LiveEvent[] | null> }>();
  let order = Promise.resolve();
  let started = false;
  let furthest = '0-0';
  let stragglers = 0;

  function tell(make: () => Promise<LiveEvent> | LiveEvent): void {
    // One after the other: a look-up must not let a later notice overtake.
    order = order.then(async () => {
      const event = await make();
      for (const listener of listeners) listener(event);
    }, onError);
  }

  async function fromNotice(notice: WaveNotice): Promise<LiveEvent> {
    const event = { event: 'wave' as const, data: JSON.stringify(notice), waveId: notice.id };
    if (notice.phase !== 'finished') return { ...event, id: null };
    const position = notice.position ?? (await positionOf(cache(), notice.id, onError));
    if (position === null) return { ...event, id: null };
    const isLate = comparePositions(position, furthest) < 0;
    if (!isLate) furthest = position;
    const withId = { ...event, id: isLate ? `${furthest}+${++stragglers}` : position };
    told.push({ event: withId, position });
    if (told.length > REMEMBERED) told.shift();
    return withId;
  }

  /** Told after `lastId` although it stands before it in the journal. */
  function stragglersAfter(lastId: string, position: string): LiveEvent[] {
    const at = told.findIndex(({ event }) => event.id === lastId);
    return at === -1
      ? []
      : told
          .slice(at + 1)
          .filter((one) => comparePositions(one.position, position) < 0)
          .map(({ event }) => event);
  }

  function lookAfter(position: string): Promise<LiveEvent[] | null> {
    for (const [key, look] of looks) if (now() - look.at > SHARED_MS) looks.delete(key);
    const known = looks.get(position);
    if (known !== undefined) return known.found;
    const found = readAfter(cache(), position);
    looks.set(position, { at: now(), found });
    return found;
  }

  function start(): void {
    started = true;
    cache().on('wave', (notice) => tell(() => fromNotice(notice)));
    cache().on('warm', (report) =>
      tell(() => ({ event: 'warm', id: null, data: JSON.stringify(report), waveId: null })),
    );
  }

  return {
    subscribe(listener) {
      if (!started) start();
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async catchUp(lastId) {
      const [position = ''] = lastId.split('+');
      const late = stragglersAfter(lastId, position);
      const later = await lookAfter(position);
      if (later === null) return null;
      // The look may be half a second old: what was told since is remembered.
      const seen = new Set([...late, ...later].map((event) => event.waveId));
      const since = told
        .filter((one) => comparePositions(one.position, position) > 0)
        .filter(({ event }) => !seen.has(event.waveId));
      return [...late, ...later, ...since.map(({ event }) => event)];
    },
  };
}

async function readAfter(cache: Freshet, position: string): Promise<LiveEvent[] | null> {
  const { waves } = await cache.waves({ after: position, limit: catchUpLimit + 1 });
  const finished = waves.filter((wave) => wave.state === 'complete');
  if (finished.length > catchUpLimit) return null;
  return finished
    .toSorted((a, b) => comparePositions(a.position, b.position))
    .map((wave) => ({
      event: 'wave' as const,
      id: wave.position,
      data: JSON.stringify({ ...wave, phase: 'finished' }),
      waveId: wave.id,
    }));
}

async function positionOf(
  cache: Freshet,
  waveId: string,
  onError: (error: unknown) => void,
): Promise<string | null> {
  try {
    return (await cache.wave(waveId))?.position ?? null;
  } catch (error) {
    // The notice still goes out; without an id, a reconnect replays from the wave before.
    onError(error);
    return null;
  }
}

/** Stream ids are `<ms>-<n>`: compared as numbers, not as text. */
function comparePositions(a: string, b: string): number {
  const [aMs = 0, aN = 0] = a.split('-').map(Number);
  const [bMs = 0, bN = 0] = b.split('-').map(Number);
  return aMs - bMs || aN - bN;
}
