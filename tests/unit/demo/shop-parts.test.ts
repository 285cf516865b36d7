import { describe, expect, it } from 'vitest';
import { createBatch } from '@/demo/cache/batch';
import { buildSeedRows } from '@/demo/db/seed-rows';
import { createZipf } from '@/demo/traffic/zipf';
import { html } from '@/demo/web/html';
import { normaliseQuery } from '@/demo/web/read-page';
import { cacheStatus, createRequestLog } from '@/demo/web/request-log';
import { parsePrice } from '@/demo/web/write-product';

describe('the seed', () => {
  it('makes the same shop every time: 5,000 products, 60 categories, 40 brands, 12 featured', () => {
    const shop = buildSeedRows();
    expect(shop.products).toHaveLength(5000);
    expect(shop.categories).toHaveLength(60);
    expect(shop.brands).toHaveLength(40);
    expect(shop.products.filter((product) => product.featured !== null)).toHaveLength(12);
    expect(new Set(shop.categories.map((category) => category.slug)).size).toBe(60);
    expect(buildSeedRows()).toEqual(shop);
  });
});

describe('the pages', () => {
  it('escape what comes from the database or the address', () => {
    const name = `<script>alert("1")</script>`;
    expect(html`<b title="${name}">${[name]}</b>`.text).not.toContain('<script>');
  });

  it('read a price as people type it and refuse anything else', () => {
    expect(['12', '12.5', '12,50', ' 0.05 '].map(parsePrice)).toEqual([1200, 1250, 1250, 5]);
    expect(['', '-1', '1e3', '12.345', '1;drop'].map(parsePrice)).toEqual(Array(5).fill(null));
  });

  it('give two spellings of one search one entry', () => {
    expect(normaliseQuery('  Rain\n JACKET ')).toBe(normaliseQuery('rain jacket'));
  });
});

describe('Cache-Status', () => {
  const key = 'search:"a\\b"é';
  const status = (
    lookup: { result: 'hit' | 'stale' | 'miss'; reason?: 'cold' },
    outcome?: 'published' | 'refused',
  ) => {
    const log = createRequestLog();
    log.lookups.set(key, { key, ...lookup });
    if (outcome) log.loads.set(key, { key, outcome, durationMs: 1 });
    return cacheStatus(log, key);
  };
  const name = 'key="search:\\"a\\\\b\\"?"';

  it('says how the page was answered, hit and fwd never together', () => {
    expect(status({ result: 'hit' })).toBe(`freshet; hit; ${name}`);
    expect(status({ result: 'stale' })).toBe(`freshet; hit; ${name}; detail=stale`);
    expect(status({ result: 'miss', reason: 'cold' }, 'published')).toBe(
      `freshet; fwd=miss; stored; ${name}; detail=cold`,
    );
    expect(status({ result: 'miss' }, 'refused')).toBe(`freshet; fwd=miss; ${name}`);
    expect(status({ result: 'miss' })).toBe(`freshet; fwd=miss; collapsed; ${name}`);
    expect(cacheStatus(createRequestLog(), key)).toBeNull();
  });
});

describe('a batch', () => {
  it('asks once for all that was wanted in one turn, and again for what came later', async () => {
    const asked: number[][] = [];
    const load = createBatch(async (ids: readonly number[]) => {
      asked.push([...ids]);
      return new Map(ids.filter((id) => id !== 9).map((id) => [id, `row ${id}`]));
    });
    expect(await Promise.all([load(1), load(2), load(1), load(9)])).toEqual([
      'row 1',
      'row 2',
      'row 1',
      null,
    ]);
    await load(1);
    expect(asked).toEqual([[1, 2, 9], [1]]);
  });
});

describe('the traffic', () => {
  it('reads a few things very often and most things rarely', () => {
    const zipf = createZipf(1000, 1);
    expect(zipf(0)).toBe(0);
    expect(zipf(0.5)).toBeLessThan(40);
    expect(zipf(0.999999)).toBeLessThan(1000);
  });
});
