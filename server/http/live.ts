// What the stream sends, prepared once per process however many people listen: each notice is serialised once, and the
// journal position of a finished wave (the event's id) is looked up once.
import type { Freshet, WaveNotice } from '@/server/freshet';

export interface LiveEvent {
  event: 'wave' | 'warm' | 'reset' | 'end';
  /** Journal position of a finished wave: what the browser sends back as Last-Event-ID. */
  id: string | null;
  data: string;
  /** To leave out what the catch-up has already sent. */
  waveId: string | null;
}

export interface Live {
  subscribe(listener: (event: LiveEvent) => void): () => void;
  /** Finished waves after a position, oldest first; null when there are more than a page holds. */
  catchUp(position: string): Promise<LiveEvent[] | null>;
}

/** More than this behind, a page is better read anew than replayed. */
export const catchUpLimit = 200;

export function createLive(cache: () => Freshet, onError: (error: unknown) => void): Live {
  const listeners = new Set<(event: LiveEvent) => void>();
  let order = Promise.resolve();
  let started = false;

  function tell(make: () => Promise<LiveEvent> | LiveEvent): void {
    // One after the other: a look-up must not let a later notice overtake.
    order = order.then(async () => {
      const event = await make();
      for (const listener of listeners) listener(event);
    }, onError);
  }

  async function fromNotice(notice: WaveNotice): Promise<LiveEvent> {
    const position =
      notice.phase === 'finished' ? await positionOf(cache(), notice.id, onError) : null;
    return { event: 'wave', id: position, data: JSON.stringify(notice), waveId: notice.id };
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
    async catchUp(position) {
      const { waves } = await cache().waves({ after: position, limit: catchUpLimit + 1 });
      if (waves.length > catchUpLimit) return null;
      return waves
        .toSorted((a, b) => comparePositions(a.position, b.position))
        .map(({ position: id, ...wave }) => ({
          event: 'wave' as const,
          id,
          data: JSON.stringify({ ...wave, phase: 'finished' }),
          waveId: wave.id,
        }));
    },
  };
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
