// After a wave the first visitor is served from cache: registered and hot keys are loaded again by a process that has
// their loaders, dependencies before dependents, each once.
import { describe, expect, test } from 'vitest';
import type { Freshet, WarmJob, WarmReport } from '@/server/freshet';
import { cacheOn, gate } from '../../support/engine';
import { stores, uniqueNamespace, waitFor } from '../../support/redis';

/** A shop of one product and a homepage that shows it; `loads` tells which keys were loaded, in order. */
function openShop(cache: Freshet, warm: 'off' | 'registered' | 'hot') {
  const loads: string[] = [];
  let version = 1;
  const product = cache.define('product', {
    key: 'product:{id}',
    load: ({ id }) => {
      loads.push(`product:${id}`);
      return version;
    },
    warm,
  });
  const home = cache.define('home', {
    key: 'home:{lang}',
    load: async ({ lang }) => {
      loads.push(`home:${lang}`);
      return product.get({ id: 1 });
    },
    warm,
  });
  return {
    loads,
    home,
    change: () => {
      version++;
    },
  };
}

const nextWarm = (cache: Freshet) =>
  new Promise<WarmReport>((resolve) => {
    cache.on('warm', resolve);
  });

describe.each(stores)('warming on $name', (store) => {
  test('registered keys are reloaded, dependencies first, each once', async () => {
    const cache = cacheOn(store, { warmWorker: true });
    const shop = openShop(cache, 'registered');
    await cache.registerForWarming('home', 'home:en', 'home');
    await cache.registerForWarming('product', 'product:1', 'product');
    await shop.home.get({ lang: 'en' });
    shop.loads.length = 0;
    shop.change();
    const warmed = nextWarm(cache);
    const wave = await cache.invalidateByKey('product:1');
    expect(wave.warmQueued).toBe(2);
    expect(await warmed).toMatchObject({ total: 2, warmed: 2, failed: [], unloadable: [] });
    expect(shop.loads).toEqual(['product:1', 'home:en']);
    expect(await cache.get('home:en')).toBe(2);
    expect(shop.loads).toEqual(['product:1', 'home:en']);
  });

  test('control: a family that is not warmed waits for its first visitor', async () => {
    const cache = cacheOn(store, { warmWorker: true });
    const shop = openShop(cache, 'off');
    await cache.registerForWarming('other', 'other', 'product');
    await shop.home.get({ lang: 'en' });
    const wave = await cache.invalidateByKey('product:1');
    expect(wave.warmQueued).toBe(0);
    expect(await cache.get('home:en')).toBeNull();
  });

  test('hot keys of a hot family are reloaded without being registered', async () => {
    const cache = cacheOn(store, { warmWorker: true });
    const shop = openShop(cache, 'hot');
    await waitFor(
      'the homepage to be known as hot',
      async () => {
        for (let i = 0; i < 50; i++) await shop.home.get({ lang: 'en' });
        return (await cache.getStats()).hotKeys.some((hot) => hot.key === 'home:en');
      },
      { everyMs: 100 },
    );
    // The list of hot keys is up to ten seconds old when a wave looks at it.
    const reports: WarmReport[] = [];
    cache.on('warm', (report) => reports.push(report));
    shop.change();
    await waitFor(
      'a wave to have the homepage warmed',
      async () => {
        await shop.home.get({ lang: 'en' });
        await cache.invalidateByKey('product:1');
        return reports.some((report) => report.warmed > 0);
      },
      { everyMs: 500, timeoutMs: 20_000 },
    );
    await waitFor('the last warm', async () => (await cache.get('home:en')) === 2);
  });

  test('works when the loader lives in another process than the invalidation', async () => {
    const namespace = uniqueNamespace();
    const service = cacheOn(store, { namespace, warmWorker: true });
    const console_ = cacheOn(store, { namespace });
    const shop = openShop(service, 'registered');
    await service.registerForWarming('home', 'home:en', 'home');
    await shop.home.get({ lang: 'en' });
    shop.change();
    expect((await console_.preview({ keys: ['product:1'] })).warmable).toBe(2);
    const warmed = nextWarm(console_);
    await console_.invalidateByKey('product:1');
    expect((await warmed).warmed).toBe(1);
    expect(await console_.get('home:en')).toBe(2);
  });

  test('a person follows a warm that runs elsewhere, and ends it where it is', async () => {
    const namespace = uniqueNamespace();
    const service = cacheOn(store, { namespace, warmWorker: true });
    const console_ = cacheOn(store, { namespace });
    const held: (() => void)[] = [];
    const loaded: string[] = [];
    service.define('page', {
      key: 'page:{id}',
      load: async ({ id }) => {
        loaded.push(id);
        const mine = gate();
        held.push(() => mine.open());
        await mine.promise;
        return id;
      },
    });
    const keys = Array.from({ length: 10 }, (_, id) => `page:${id}`);
    const controller = new AbortController();
    const seen: WarmJob[] = [];
    await console_.warm(keys, {
      concurrency: 2,
      signal: controller.signal,
      onProgress: (job) => seen.push(job),
    });
    await waitFor('two loads', () => loaded.length === 2);
    controller.abort();
    // What runs ends, slowly enough for the abort to arrive; then nothing else begins.
    await waitFor(
      'the job to stop',
      async () => {
        for (const release of held.splice(0)) release();
        return seen.at(-1)?.state === 'completed';
      },
      { everyMs: 400 },
    );
    const report = seen.at(-1)?.report;
    expect((report?.warmed ?? 0) + (report?.cancelled ?? 0)).toBe(10);
    expect(report?.cancelled).toBeGreaterThan(0);
    expect(loaded.length).toBeLessThan(10);
  });

  test('of one level the busiest come first, and a loader is asked for no more at once than its budget', async () => {
    const cache = cacheOn(store, { warmWorker: true });
    let running = 0;
    let most = 0;
    const order: string[] = [];
    const page = cache.define('page', {
      key: 'page:{id}',
      warmBudget: { concurrency: 1 },
      load: async ({ id }) => {
        running++;
        most = Math.max(most, running);
        order.push(id);
        await Promise.resolve();
        running--;
        return id;
      },
    });
    const ids = ['1', '2', '3', '4'];
    for (const id of ids) await page.get({ id });
    await waitFor(
      'page 3 to be known as busy',
      async () => {
        for (let i = 0; i < 50; i++) await page.get({ id: '3' });
        return (await cache.getStats()).hotKeys[0]?.key === 'page:3';
      },
      { everyMs: 100 },
    );
    await cache.invalidate({ prefix: 'page:' });
    order.length = 0;
    most = 0;
    // The wave's own warming has a report, too.
    const mine = new Promise<WarmReport>((resolve) => {
      cache.on('warm', (report) => report.id === 'asked' && resolve(report));
    });
    await cache.warm(
      ids.map((id) => `page:${id}`),
      { concurrency: 4, id: 'asked' },
    );
    expect((await mine).warmed).toBe(4);
    expect(order[0]).toBe('3');
    expect(most).toBe(1);
  });

  test('control: without a budget the loads of a level run beside each other', async () => {
    const cache = cacheOn(store, { warmWorker: true });
    const both = gate();
    let running = 0;
    cache.define('page', {
      key: 'page:{id}',
      load: async ({ id }) => {
        if (++running === 2) both.open();
        await both.promise;
        return id;
      },
    });
    const warmed = nextWarm(cache);
    await cache.warm(['page:1', 'page:2'], { concurrency: 2 });
    expect((await warmed).warmed).toBe(2);
  });
});
