import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { forkScript } from '../../support/process';
import { openClient, startRedis, stores, uniqueNamespace, waitFor } from '../../support/redis';

describe.each(stores)('the Redis for tests: $name', (store) => {
  test('answers with what was written, also by another process', async () => {
    const client = store.connect();
    const child = await forkScript('tests/support/scripts/echo.ts');
    const namespace = uniqueNamespace();
    const keys = Array.from({ length: 20 }, (_, i) => `${namespace}:${i}`);
    for (const key of keys)
      await child.call('write', { address: store.address, key, value: `v${key}` });
    for (const key of keys) expect(await client.get(key)).toBe(`v${key}`);
    await child.kill();
  });

  test('is of the topology it says', async () => {
    const client = store.connect();
    await client.ping();
    const info = await client.info('cluster');
    expect(info).toContain(`cluster_enabled:${store.name === 'cluster' ? 1 : 0}`);
  });
});

test('the cluster has three masters and three replicas', async () => {
  const cluster = stores.find((store) => store.name === 'cluster')?.connect();
  const lines = String(await cluster?.cluster('NODES'))
    .trim()
    .split('\n');
  expect(lines.filter((line) => /\bmaster\b/.test(line))).toHaveLength(3);
  expect(lines.filter((line) => /\bslave\b/.test(line))).toHaveLength(3);
});

describe('a private Redis', () => {
  test('that was killed is gone, and started again has what persistence kept', async () => {
    const server = await startRedis({ persistent: true });
    await openClient(server.url).set('a', '1');
    await server.kill();
    const cut = new Redis(server.url, { maxRetriesPerRequest: 0, retryStrategy: () => null });
    cut.on('error', () => {});
    await expect(cut.get('a')).rejects.toThrow();
    await server.start();
    expect(await openClient(server.url).get('a')).toBe('1');
  });

  test('without persistence comes back empty', async () => {
    const server = await startRedis();
    await openClient(server.url).set('a', '1');
    await server.stop();
    await server.start();
    expect(await openClient(server.url).get('a')).toBeNull();
  });

  test('that is paused keeps connections open and answers only when resumed', async () => {
    const server = await startRedis();
    const client = openClient(server.url);
    await client.set('a', '1');
    server.pause();
    let answered = false;
    const reading = client.get('a').then(() => {
      answered = true;
    });
    const late = new Redis(server.url, { commandTimeout: 50, maxRetriesPerRequest: 0 });
    late.on('error', () => {});
    await expect(late.get('a')).rejects.toThrow();
    expect(answered).toBe(false);
    server.resume();
    await reading;
    late.disconnect();
  });

  test('takes arguments', async () => {
    const server = await startRedis({ args: ['--maxmemory-policy', 'allkeys-lru'] });
    expect(await openClient(server.url).info('memory')).toContain('maxmemory_policy:allkeys-lru');
  });
});

describe('a forked script', () => {
  test('answers calls, passes errors on with their code, and emits', async () => {
    const child = await forkScript('tests/support/scripts/echo.ts');
    expect(await child.call('double', 21)).toBe(42);
    await expect(child.call('fail')).rejects.toMatchObject({
      message: 'on purpose',
      code: 'asked-for',
    });
    await child.call('announce', 'one');
    await child.call('announce', 'two');
    expect([await child.next('word'), await child.next('word')]).toEqual(['one', 'two']);
    await child.kill();
  });

  test('that is killed rejects what it had not answered', async () => {
    const child = await forkScript('tests/support/scripts/echo.ts');
    const open = child.call('never');
    const rejected = expect(open).rejects.toThrow(/ended/);
    await child.kill();
    await rejected;
    expect(await child.exited).toMatchObject({ signal: 'SIGKILL' });
  });
});

test('waiting tells what it waited for and what it last saw', async () => {
  await expect(waitFor('rain', () => null, { timeoutMs: 20 })).rejects.toThrow(
    /waited 20 ms for rain; last seen: null/,
  );
});
