import { afterEach, describe, expect, test, vi } from 'vitest';
import { GET as getStream } from '@/app/api/v1/stream/route';
import { waveNoticeSchema } from '@/lib/contract';
import type { EngineEvents, Freshet, WaveNotice, WaveRecord } from '@/server/freshet';
import { catchUpLimit } from '@/server/http/live';
import { heartbeatMs } from '@/server/http/sse';
import { problemIn, requestOf, startConsole } from '../../support/console';
import { fakeCache, waveOf } from '../../support/fake-cache';
import { waitFor } from '../../support/wait-for';

function noticeOf(id: string, phase: WaveNotice['phase']): WaveNotice {
  const { zeroMatch: _zero, warmQueued: _queued, duplicate: _duplicate, ...rest } = waveOf(id);
  return { ...rest, phase };
}
function recordOf(id: string, position: string): WaveRecord {
  const { duplicate: _duplicate, ...rest } = waveOf(id);
  return { ...rest, position, state: 'complete', attempts: 1 };
}

/** A cache whose journal and notices the test writes. */
function journaled(journal: WaveRecord[] = []) {
  const listeners = new Set<(notice: WaveNotice) => void>();
  const wave = vi.fn<Freshet['wave']>(
    async (id) => journal.find((record) => record.id === id) ?? null,
  );
  const waves = vi.fn<Freshet['waves']>(async ({ after = '0-0', limit = 50 } = {}) => {
    const later = journal.filter((record) => record.position > after);
    return { waves: later.toReversed().slice(0, limit), cursor: null };
  });
  const on = <E extends keyof EngineEvents>(
    event: E,
    listener: (notice: EngineEvents[E]) => void,
  ): (() => void) => {
    if (event === 'wave') listeners.add(listener as (notice: WaveNotice) => void);
    return () => undefined;
  };
  const tell = (notice: WaveNotice) => {
    for (const listener of listeners) listener(notice);
  };
  return { cache: fakeCache({ wave, waves, on }), journal, tell, wave, waves };
}

/** Everything the stream has sent so far, and whether it has ended. */
function readAll(response: Response) {
  const seen = { text: '', ended: false };
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  async function pull(): Promise<void> {
    const part = await reader?.read();
    seen.ended = part?.done ?? true;
    seen.text += part?.value ?? '';
    if (!seen.ended) await pull();
  }
  void pull().catch(() => {
    seen.ended = true;
  });
  return Object.assign(seen, { cancel: () => reader?.cancel() });
}
const idsIn = (text: string) => [...text.matchAll(/^id: (.*)$/gm)].map(([, id]) => id);

afterEach(() => {
  vi.useRealTimers();
});

describe('the live stream', () => {
  test('tells a wave as it starts and, with its journal position as id, as it finishes', async () => {
    const source = journaled([recordOf('w1', '17-0')]);
    const place = await startConsole({ cache: source.cache });
    const answer = await getStream(requestOf(await place.user('viewer'), '/api/v1/stream'));
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    expect(answer.headers.get('cache-control')).toContain('no-transform');
    const seen = readAll(answer);
    source.tell(noticeOf('w1', 'started'));
    source.tell(noticeOf('w1', 'finished'));
    await waitFor('both notices', () => seen.text.match(/^data: /gm)?.length === 2);
    const data = [...seen.text.matchAll(/^data: (.*)$/gm)].map(([, json = '']) => JSON.parse(json));
    expect(data.map((notice) => waveNoticeSchema.parse(notice).phase)).toEqual([
      'started',
      'finished',
    ]);
    expect(idsIn(seen.text)).toEqual(['17-0']);
    await seen.cancel();
  });

  test('a hundred readers cost one look into the journal', async () => {
    const source = journaled([recordOf('w1', '17-0')]);
    const place = await startConsole({ cache: source.cache });
    const viewer = await place.user('viewer');
    const open = () => getStream(requestOf(viewer, '/api/v1/stream'));
    const streams = (await Promise.all(Array.from({ length: 100 }, open))).map(readAll);
    source.tell(noticeOf('w1', 'finished'));
    await waitFor('all to hear', () => streams.every((seen) => seen.text.includes('id: 17-0')));
    expect(source.wave).toHaveBeenCalledOnce();
    for (const seen of streams) await seen.cancel();
  });

  test('resumes after Last-Event-ID: what was missed comes once, in order, before what happens', async () => {
    const source = journaled(['1-0', '2-0', '3-0'].map((at, i) => recordOf(`w${i + 1}`, at)));
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const answerOf = source.waves.getMockImplementation();
    source.waves.mockImplementation(async (query) => {
      const page = await answerOf?.(query);
      await held;
      return page ?? { waves: [], cursor: null };
    });
    const place = await startConsole({ cache: source.cache });
    const headers = { 'last-event-id': '1-0' };
    const request = requestOf(await place.user('viewer'), '/api/v1/stream', { headers });
    const seen = readAll(await getStream(request));
    // While the journal is read, w3 is told live too, and a new one comes in.
    source.journal.push(recordOf('w4', '4-0'));
    source.tell(noticeOf('w3', 'finished'));
    source.tell(noticeOf('w4', 'finished'));
    await waitFor('the look-ups', () => source.wave.mock.calls.length === 2);
    release();
    await waitFor('the newest', () => seen.text.includes('id: 4-0'));
    expect(idsIn(seen.text)).toEqual(['2-0', '3-0', '4-0']);
    await seen.cancel();
  });

  test('a wave that was told after one behind it in the journal is not lost with the connection', async () => {
    const source = journaled();
    const place = await startConsole({ cache: source.cache });
    const viewer = await place.user('viewer');
    const open = async (headers = {}) =>
      readAll(await getStream(requestOf(viewer, '/api/v1/stream', { headers })));
    const finish = (id: string, position: string) => {
      source.journal.push(recordOf(id, position));
      source.tell({ ...noticeOf(id, 'finished'), position });
    };
    const seen = await open();
    finish('w2', '20-0');
    finish('w1', '10-0');
    await waitFor('both', () => idsIn(seen.text).length === 2);
    expect(idsIn(seen.text)).toEqual(['20-0', '20-0+1']);
    expect(source.wave).not.toHaveBeenCalled();
    finish('w3', '30-0');
    const wavesAfter = async (lastId: string) => {
      const again = await open({ 'last-event-id': lastId });
      await waitFor('the newest', () => again.text.includes('id: 30-0'));
      await again.cancel();
      return [...again.text.matchAll(/"id":"(w\d)"/g)].map(([, id]) => id);
    };
    expect(await wavesAfter('20-0')).toEqual(['w1', 'w3']);
    expect(await wavesAfter('20-0+1')).toEqual(['w3']);
    await seen.cancel();
  });

  test('a running wave is not replayed as one that has finished', async () => {
    const source = journaled([recordOf('w1', '1-0'), recordOf('w2', '2-0')]);
    const running = { ...recordOf('w3', ''), state: 'running' as const };
    source.waves.mockResolvedValue({ waves: [running, recordOf('w2', '2-0')], cursor: null });
    const place = await startConsole({ cache: source.cache });
    const headers = { 'last-event-id': '1-0' };
    const seen = readAll(
      await getStream(requestOf(await place.user('viewer'), '/api/v1/stream', { headers })),
    );
    await waitFor('what was missed', () => seen.text.includes('id: 2-0'));
    expect(seen.text).not.toContain('w3');
    await seen.cancel();
  });

  test('five hundred readers that come back at once cost two looks a second into the journal', async () => {
    const begin = performance.now();
    const source = journaled(['1-0', '2-0'].map((at, i) => recordOf(`w${i + 1}`, at)));
    const place = await startConsole({ cache: source.cache });
    const viewer = await place.user('viewer');
    const headers = { 'last-event-id': '1-0' };
    const open = async () =>
      readAll(await getStream(requestOf(viewer, '/api/v1/stream', { headers })));
    const streams = await Promise.all(Array.from({ length: 500 }, open));
    await waitFor('all to catch up', () => streams.every((seen) => seen.text.includes('id: 2-0')));
    const looks = 1 + (performance.now() - begin) / 500;
    expect(source.waves.mock.calls.length).toBeLessThanOrEqual(looks);
    for (const seen of streams) await seen.cancel();
  });

  test('when too much was missed, or the journal is away, the reader is told to read anew', async () => {
    const many = Array.from({ length: catchUpLimit + 1 }, (_, i) => recordOf(`w${i}`, `2-${i}`));
    const source = journaled(many);
    const place = await startConsole({ cache: source.cache });
    const viewer = await place.user('viewer');
    const headers = { 'last-event-id': '1-0' };
    const open = async () =>
      readAll(await getStream(requestOf(viewer, '/api/v1/stream', { headers })));
    const behind = await open();
    await waitFor('reset', () => behind.text.includes('event: reset'));
    expect(idsIn(behind.text)).toEqual([]);
    source.waves.mockRejectedValue(new Error('away'));
    const blind = await open();
    await waitFor('reset', () => blind.text.includes('event: reset'));
    await behind.cancel();
    await blind.cancel();
  });

  test('ends when its session ends; another session goes on', async () => {
    const source = journaled();
    const place = await startConsole({ cache: source.cache });
    const viewer = await place.user('viewer');
    const admin = await place.user('admin');
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const [ended, going] = [
      readAll(await getStream(requestOf(viewer, '/api/v1/stream'))),
      readAll(await getStream(requestOf(admin, '/api/v1/stream'))),
    ];
    vi.advanceTimersByTime(heartbeatMs);
    await waitFor('a heartbeat', () => ended.text.includes(': alive'));
    expect(ended.ended).toBe(false);
    const { sql } = place.container.db;
    const person = sql.selectFrom('user').select('id').where('role', '=', 'viewer');
    await sql.deleteFrom('session').where('userId', 'in', person).execute();
    vi.advanceTimersByTime(heartbeatMs);
    await waitFor('the end', () => ended.ended);
    expect(ended.text).toContain('event: end');
    expect(going.ended).toBe(false);
    await going.cancel();
  });

  test('ends with the process, and leaves no listener behind a reader that went away', async () => {
    const source = journaled();
    const place = await startConsole({ cache: source.cache });
    const viewer = await place.user('viewer');
    const gone = readAll(await getStream(requestOf(viewer, '/api/v1/stream')));
    await gone.cancel();
    source.tell(noticeOf('w1', 'finished'));
    const open = readAll(await getStream(requestOf(viewer, '/api/v1/stream')));
    place.container.endStreams();
    await waitFor('the end', () => open.ended);
    expect(gone.text).not.toContain('w1');
  });

  test('nobody listens without a session', async () => {
    await startConsole({ cache: journaled().cache });
    const answer = await getStream(requestOf({ headers: {} }, '/api/v1/stream'));
    expect(await problemIn(answer)).toMatchObject({ status: 401, code: 'unauthenticated' });
  });
});
