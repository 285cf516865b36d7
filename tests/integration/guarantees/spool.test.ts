// P7: an invalidation made while Redis is away is durable before it answers, and is applied before this process reads Redis
// again, also when the process was killed meanwhile.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createFreshet, type InvalidateResult, type ProcessHealth } from '@/server/freshet';
import { type ChildScript, forkScript } from '../../support/process';
import { openClient, startRedis, uniqueNamespace, waitFor } from '../../support/redis';

const folder = mkdtempSync(join(tmpdir(), 'freshet-spool-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let folders = 0;
const newFolder = () => join(folder, String(folders++));

async function service(url: string, namespace: string, spoolDir?: string): Promise<ChildScript> {
  const child = await forkScript('tests/support/spool-child.ts');
  await child.call('open', { url, namespace, ...(spoolDir === undefined ? {} : { spoolDir }) });
  return child;
}

test.each([
  { rule: 'the spool kept', keeps: true, first: null },
  { rule: 'control: the spool lost', keeps: false, first: 'old' },
])(
  'Redis stopped, invalidated meanwhile, the process killed: applied before anything is read ($rule)',
  async ({ keeps, first }) => {
    const server = await startRedis({ persistent: true });
    const namespace = uniqueNamespace();
    const spoolDir = newFolder();
    const before = await service(server.url, namespace, spoolDir);
    await before.call('set', { key: 'k', value: 'old', tags: ['t'] });
    await before.call('set', { key: 'other', value: 'kept', tags: [] });
    expect(await before.call('get', 'k')).toBe('old');
    await server.stop();
    const answer = await before.call<InvalidateResult>('invalidate', 't');
    expect(answer).toMatchObject({ state: 'pending', roots: ['tag:t'] });
    // Not from Redis, not from L1, also not as what is better than an error.
    expect(await before.call('get', 'k')).toBeNull();
    expect(await before.call('read', 'k')).toBe('from the origin');
    await before.kill('SIGKILL');

    await server.start();
    const after = await service(server.url, namespace, keeps ? spoolDir : newFolder());
    const reads = await Promise.all([1, 2, 3].map(() => after.call('get', 'k')));
    expect(reads).toEqual([first, first, first]);
    await waitFor('reads of Redis', async () => (await after.call('get', 'other')) === 'kept');
    expect(await after.call('get', 'k')).toBe(first);
    const wave = await after.call<{ state: string; invalidated: number } | null>('wave', answer.id);
    expect(wave?.state ?? null).toBe(keeps ? 'complete' : null);
    await after.kill();
  },
);

test('many invalidations while Redis is away: each is durable, all are applied, the file is empty', async () => {
  const server = await startRedis({ persistent: true });
  const namespace = uniqueNamespace();
  const spoolDir = newFolder();
  const cache = keepSpooling(server.url, namespace, spoolDir);
  for (let i = 0; i < 50; i++) await cache.set(`k:${i}`, 'old', { ttl: 600, tags: [`t:${i}`] });
  await server.stop();
  const notices: string[] = [];
  cache.on('spool', ({ kind }) => notices.push(kind));
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, i) => cache.invalidateByTag(`t:${i}`)),
  );
  expect(new Set(answers.map(({ state }) => state))).toEqual(new Set(['pending']));
  const lines = readFileSync(join(spoolDir, `${namespace}.spool`), 'utf8')
    .trim()
    .split('\n');
  expect(lines).toHaveLength(40);
  expect(cache.processHealth().spool).toMatchObject({ waiting: 40, spooled: 40, drained: 0 });
  expect(cache.processHealth().spool?.oldestAgeMs).toBeGreaterThanOrEqual(0);

  await server.start();
  // Whatever is read from the first answer on, no old value is among what was invalidated.
  await waitFor('reads of Redis', async () => {
    for (let i = 0; i < 40; i++) expect(await cache.get(`k:${i}`)).toBeNull();
    return (await cache.get('k:45')) === 'old';
  });
  expect(cache.processHealth().spool).toMatchObject({ waiting: 0, drained: 40, oldestAgeMs: null });
  expect(notices.at(-1)).toBe('drained');
  await waitFor(
    'the empty file',
    () => readFileSync(join(spoolDir, `${namespace}.spool`), 'utf8') === '',
  );
});

test('Redis that stalls in the middle of it: the call ends in time, and the wave is applied later', async () => {
  const server = await startRedis();
  const namespace = uniqueNamespace();
  const cache = keepSpooling(server.url, namespace, newFolder());
  await cache.set('k', 'old', { ttl: 600, tags: ['t'] });
  server.pause();
  const startedAt = performance.now();
  const answer = await cache.invalidateByTag('t');
  expect(answer.state).toBe('pending');
  expect(performance.now() - startedAt).toBeLessThan(2000);
  server.resume();
  await waitFor('the wave', () => cache.processHealth().spool?.waiting === 0);
  expect(await cache.get('k')).toBeNull();
  expect(await openClient(server.url).exists(`e:${namespace}:k`)).toBe(0);
});

test('a folder that another process holds, or that cannot be made, is refused by name', async () => {
  const server = await startRedis();
  const namespace = uniqueNamespace();
  const spoolDir = newFolder();
  const child = await service(server.url, namespace, spoolDir);
  const open = (dir: string) => () =>
    createFreshet({ redis: server.url, namespace, spoolDir: dir });
  expect(open(spoolDir)).toThrow(/spoolDir is in use by process \d+: give every process/);
  expect(open('/dev/null/x')).toThrow(/spoolDir "\/dev\/null\/x" cannot be used/);
  await child.kill('SIGKILL');
  await keepSpooling(server.url, namespace, spoolDir).ready();
});

test('without a spool such an invalidation fails, and nothing is written', async () => {
  const server = await startRedis();
  const child = await service(server.url, uniqueNamespace());
  await child.call('set', { key: 'k', value: 'old', tags: ['t'] });
  await server.stop();
  await expect(child.call('invalidate', 't')).rejects.toMatchObject({ code: 'store-unavailable' });
  expect((await child.call<ProcessHealth>('health')).spool).toBeNull();
  await child.kill();
});

function keepSpooling(url: string, namespace: string, spoolDir: string) {
  const cache = createFreshet({ redis: url, namespace, spoolDir, sweeper: false, l1: {} });
  closing.push(cache.close);
  return cache;
}
const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  await Promise.all(closing.map((close) => close()));
});
