import { describe, expect, test } from 'vitest';
import { cacheOn } from '../../support/engine';
import { stores } from '../../support/redis';

const odd = [
  'with {braces}',
  '{a}{b}',
  '}{',
  '"quoted" \'both\'',
  'wild*card?[x]',
  'emoji 🥿👟',
  'back\\slash',
  'comma,space ;colon:',
  'ключ',
  'x'.repeat(512),
  '€'.repeat(170),
];

describe.each(stores)('any text as a key or tag on $name', (store) => {
  test.each(odd)('%s', async (name) => {
    const cache = cacheOn(store);
    await cache.set(name, 'value', { ttl: 60, tags: [name] });
    await cache.set('other', 'other', { ttl: 60, tags: ['other'] });
    await cache.getWithSWR('parent', () => cache.get(name), { ttl: 60 });
    expect(await cache.get(name)).toBe('value');
    const wave = await cache.invalidateByTag(name);
    expect(wave.invalidated).toBe(2);
    expect(wave.touched.map((entry) => entry.key)).toEqual([name, 'parent']);
    expect(await cache.get(name)).toBeNull();
    expect(await cache.get('parent')).toBeNull();
    expect(await cache.get('other')).toBe('other');
  });

  test.each([
    ['', 'invalid-key'],
    ['x'.repeat(513), 'invalid-key'],
    ['line\nbreak', 'invalid-key'],
  ])('a bad key is refused, with its name and the fix', async (key, code) => {
    const cache = cacheOn(store);
    await expect(cache.get(key)).rejects.toMatchObject({ code });
    await expect(cache.set(key, 1)).rejects.toMatchObject({ code });
    await expect(cache.set('k', 1, { tags: [key] })).rejects.toMatchObject({ code: 'invalid-tag' });
    await expect(cache.getWithSWR(key, () => 1)).rejects.toMatchObject({ code });
    await expect(cache.invalidateByKey(key)).rejects.toMatchObject({ code });
  });

  test('a value over 8 MiB is refused and nothing is stored', async () => {
    const cache = cacheOn(store);
    const big = 'x'.repeat(8 * 1024 * 1024 + 1);
    await expect(cache.set('k', big)).rejects.toMatchObject({ code: 'value-too-large' });
    expect(await cache.get('k')).toBeNull();
  });

  test('1,000 tags on one entry work, 1,001 are refused', async () => {
    const cache = cacheOn(store);
    const tags = Array.from({ length: 1001 }, (_, i) => `tag:${i}`);
    await expect(cache.set('k', 1, { tags })).rejects.toMatchObject({ code: 'invalid-option' });
    await cache.set('k', 1, { tags: tags.slice(1) });
    expect((await cache.invalidateByTag('tag:1000')).invalidated).toBe(1);
  });
});
