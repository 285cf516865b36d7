// The package takes any client with ioredis' shape: version 5, version 6, and iovalkey.
import { afterAll, describe, expect, inject, test } from 'vitest';
import { createFreshet, type FreshetConfig } from '@/server/freshet';
import { keepCache } from '../support/engine';
import { uniqueNamespace, waitFor } from '../support/redis';

interface Client {
  disconnect(): void;
}
type Library = { Redis: new (url: string) => Client };

const url = inject('redisUrl');
const libraries = ['ioredis', 'ioredis-5', 'iovalkey'];
const opened: Client[] = [];
afterAll(() => {
  for (const client of opened) client.disconnect();
});

describe.each(libraries)('over a connection of %s', (name) => {
  test('values, loads, waves and warming work', async () => {
    const { Redis } = (await import(name)) as Library;
    const client = new Redis(url);
    opened.push(client);
    const redis = client as unknown as FreshetConfig['redis'];
    const cache = keepCache(createFreshet({ redis, namespace: uniqueNamespace(), sweeper: false }));
    await cache.set('product:1', { price: 1, text: 'é€' }, { tags: ['shoes'] });
    const page = cache.define('page', {
      key: 'page:{id}',
      load: async () => ({ of: await cache.get('product:1') }),
      warm: 'registered',
    });
    const values = await Promise.all([1, 2, 3, 1].map((id) => page.get({ id })));
    expect(values[3]).toEqual({ of: { price: 1, text: 'é€' } });
    expect((await cache.invalidateByTag('shoes')).invalidated).toBe(4);
    expect(await cache.get('page:1')).toBeNull();
    const job = await cache.warm(['page:2']);
    await waitFor('the warm', async () => (await cache.warmJob(job.id))?.report?.warmed === 1);
    expect(await cache.get('page:2')).toEqual({ of: null });
  });
});
