import { describe, expect, it, vi } from 'vitest';
import type { WaveNotice } from '@/lib/contract';
import { type EventSourceLike, openLiveStream } from '@/lib/live-stream';

function createSource() {
  const listeners = new Map<string, ((event: MessageEvent<string>) => void)[]>();
  const source = {
    readyState: 1,
    closed: false,
    addEventListener(type: string, listener: (event: MessageEvent<string>) => void) {
      listeners.set(type, [...(listeners.get(type) ?? []), listener]);
    },
    close() {
      source.closed = true;
    },
    send(type: string, data: unknown = {}) {
      const event = new MessageEvent(type, { data: JSON.stringify(data) });
      for (const listener of listeners.get(type) ?? []) listener(event);
    },
  };
  return source satisfies EventSourceLike;
}

const notice = (id: string, phase: 'started' | 'finished') => ({
  id,
  sequence: 1,
  phase,
  cause: { kind: 'call' },
  roots: ['tag:a'],
  mode: 'hard',
  invalidated: 1,
  levels: [],
  durationMs: 1,
  touched: [],
  touchedTotal: 0,
  startedAt: new Date(0).toISOString(),
});

function setUp() {
  const sources: ReturnType<typeof createSource>[] = [];
  const stream = openLiveStream('/stream', {
    now: () => 1000,
    keep: 2,
    open: () => {
      const source = createSource();
      sources.push(source);
      return source;
    },
  });
  const source = () => sources.at(-1) ?? createSource();
  return { stream, sources, source };
}

describe('the live stream', () => {
  it('tells of a wave when it starts and when it is done, and keeps the done ones newest first', () => {
    const { stream, source } = setUp();
    const heard = vi.fn<(wave: WaveNotice) => void>();
    stream.onWave(heard);
    source().send('open');
    for (const id of ['a', 'b', 'c']) {
      source().send('wave', notice(id, 'started'));
      source().send('wave', notice(id, 'finished'));
    }
    expect(heard).toHaveBeenCalledTimes(6);
    expect(stream.getState().waves.map(({ id }) => id)).toEqual(['c', 'b']);
    expect(stream.getState()).toMatchObject({ status: 'live', lastEventAt: 1000 });
  });

  it('a wave that is told twice after a reconnect is kept once', () => {
    const { stream, source } = setUp();
    source().send('wave', notice('a', 'finished'));
    source().send('wave', notice('a', 'finished'));
    expect(stream.getState().waves).toHaveLength(1);
  });

  it('paused means that nothing arrives, until it is resumed on a new connection', () => {
    const { stream, sources } = setUp();
    stream.pause();
    expect(sources[0]?.closed).toBe(true);
    expect(stream.getState().status).toBe('paused');
    sources[0]?.send('error');
    expect(stream.getState().status).toBe('paused');
    stream.resume();
    sources[1]?.send('open');
    expect(stream.getState().status).toBe('live');
  });

  it('says that it is reconnecting, and that it is offline when the browser has given up', () => {
    const { stream, source } = setUp();
    source().send('open');
    source().send('error');
    expect(stream.getState().status).toBe('connecting');
    source().readyState = 2;
    source().send('error');
    expect(stream.getState().status).toBe('offline');
  });

  it('does not knock again when the session has ended', () => {
    const { stream, source } = setUp();
    source().send('end');
    expect(source().closed).toBe(true);
    expect(stream.getState().status).toBe('offline');
  });

  it('a message that is no wave changes nothing', () => {
    const { stream, source } = setUp();
    source().send('wave', { id: 5 });
    expect(stream.getState().waves).toEqual([]);
  });
});
