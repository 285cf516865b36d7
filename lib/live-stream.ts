// One connection to /api/v1/stream for the whole console. The browser's EventSource reconnects by itself with
// Last-Event-ID; after a pause the caller refetches, so nothing that happened meanwhile is missed.
import { type WaveNotice, waveNoticeSchema } from '@/lib/contract';

export type LiveStatus = 'connecting' | 'live' | 'paused' | 'offline';

export interface LiveState {
  status: LiveStatus;
  /** When the stream last said something; epoch ms. */
  lastEventAt: number | null;
  /** Finished waves seen since the page was opened, newest first, at most `keep`. */
  waves: readonly WaveNotice[];
}

export interface LiveStream {
  getState(): LiveState;
  onChange(listener: () => void): () => void;
  /** Every notice, started and finished, as it arrives. Nothing arrives while paused. */
  onWave(listener: (notice: WaveNotice) => void): () => void;
  /** Something else may read differently now: entries were warmed, or more was missed than the server replays. */
  onOther(listener: (what: 'warm' | 'reset') => void): () => void;
  pause(): void;
  resume(): void;
  close(): void;
}

/** The part of EventSource that is used; tests give their own. */
export interface EventSourceLike {
  readonly readyState: number;
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

interface Options {
  open?: (url: string) => EventSourceLike;
  now?: () => number;
  keep?: number;
}

const closedState = 2;

function parseNotice(text: string): WaveNotice | null {
  try {
    const parsed = waveNoticeSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Opens the stream at `url`. A notice that does not match the contract is left out; the next refetch shows it. */
export function openLiveStream(url: string, options: Options = {}): LiveStream {
  const open = options.open ?? ((address: string): EventSourceLike => new EventSource(address));
  const now = options.now ?? Date.now;
  const keep = options.keep ?? 100;
  const changeListeners = new Set<() => void>();
  const waveListeners = new Set<(notice: WaveNotice) => void>();
  const otherListeners = new Set<(what: 'warm' | 'reset') => void>();
  let state: LiveState = { status: 'connecting', lastEventAt: null, waves: [] };
  let source: EventSourceLike | null = null;

  function change(next: Partial<LiveState>): void {
    state = { ...state, ...next };
    for (const listener of changeListeners) listener();
  }

  function receive(event: MessageEvent<string>): void {
    const notice = parseNotice(event.data);
    if (!notice) return;
    const finished = notice.phase === 'finished';
    const others = state.waves.filter((wave) => wave.id !== notice.id);
    change({
      status: 'live',
      lastEventAt: now(),
      ...(finished && { waves: [notice, ...others].slice(0, keep) }),
    });
    for (const listener of waveListeners) listener(notice);
  }

  function connect(): void {
    source?.close();
    const current = open(url);
    source = current;
    change({ status: 'connecting' });
    current.addEventListener('open', () => change({ status: 'live', lastEventAt: now() }));
    current.addEventListener('wave', receive);
    for (const what of ['warm', 'reset'] as const)
      current.addEventListener(what, () => {
        change({ status: 'live', lastEventAt: now() });
        for (const listener of otherListeners) listener(what);
      });
    // The session is over: reconnecting would only be refused again.
    current.addEventListener('end', () => {
      current.close();
      change({ status: 'offline' });
    });
    current.addEventListener('error', () => {
      if (source !== current) return;
      change({ status: current.readyState === closedState ? 'offline' : 'connecting' });
    });
  }

  connect();
  return {
    getState: () => state,
    onChange(listener) {
      changeListeners.add(listener);
      return () => changeListeners.delete(listener);
    },
    onWave(listener) {
      waveListeners.add(listener);
      return () => waveListeners.delete(listener);
    },
    onOther(listener) {
      otherListeners.add(listener);
      return () => otherListeners.delete(listener);
    },
    pause() {
      source?.close();
      source = null;
      change({ status: 'paused' });
    },
    resume: connect,
    close() {
      source?.close();
      source = null;
    },
  };
}
