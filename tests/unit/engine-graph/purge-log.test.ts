import { describe, expect, it } from 'vitest';
import { PurgeReader } from '../../../server/engine/graph/purge-log';
import { findTags } from '../../../server/engine/graph/tag-usage';

const DAY = 86_400_000;
const NOW = 1_800_000_000_000;

/** A journal to which waves are added, and how often it was asked. */
function journal() {
  const records: { position: string; record: string }[] = [];
  const asked: number[] = [];
  return {
    asked,
    add(atMs: number, roots: string[], invalidated: number) {
      const position = `${atMs}-${records.length}`;
      records.unshift({ position, record: JSON.stringify({ roots, invalidated }) });
    },
    waves: async ({ before, after, limit }: { before?: string; after?: string; limit: number }) => {
      const ms = (position: string) => Number(position.split('-')[0]);
      const rank = (position: string) => Number(position.split('-')[1] ?? -1);
      const later = (a: string, b: string) =>
        ms(a) > ms(b) || (ms(a) === ms(b) && rank(a) > rank(b));
      const page = records
        .filter(({ position }) => before === undefined || later(before, position))
        .filter(({ position }) => after === undefined || later(position, after))
        .slice(0, limit);
      asked.push(page.length);
      return page;
    },
  };
}

describe('what purges did with tags', () => {
  it('counts waves by tag, with what they reached and how many found nothing', async () => {
    const source = journal();
    source.add(NOW - 3_000, ['tag:a', 'tag:b', 'key:x'], 4);
    source.add(NOW - 2_000, ['tag:a'], 0);
    const log = await new PurgeReader(source).read(NOW);
    expect(Object.fromEntries(log.byTag)).toEqual({
      a: { count: 2, invalidated: 4, unmatched: 1 },
      b: { count: 1, invalidated: 4, unmatched: 0 },
    });
    expect(log).toMatchObject({ waves: 2, sinceMs: NOW - DAY });
  });

  it('reads each wave once and forgets it after a day', async () => {
    const source = journal();
    const reader = new PurgeReader(source);
    source.add(NOW - 1_000, ['tag:a'], 1);
    await reader.read(NOW);
    source.add(NOW + 1_000, ['tag:a'], 1);
    expect((await reader.read(NOW + 2_000)).byTag.get('a')?.count).toBe(2);
    expect((await reader.read(NOW + 3_000)).byTag.get('a')?.count).toBe(2);
    expect(source.asked).toEqual([1, 1, 0]);
    expect((await reader.read(NOW + DAY + 500)).byTag.get('a')?.count).toBe(1);
  });

  it('with more than it reads at once, reaches back less far and says so', async () => {
    const source = journal();
    for (let i = 0; i < 2_600; i++) source.add(NOW - 10_000 + i, ['tag:a'], 1);
    const reader = new PurgeReader(source);
    expect(await reader.read(NOW)).toMatchObject({ waves: 2_000, sinceMs: NOW - 10_000 + 600 });
    source.add(NOW + 1, ['tag:b'], 1);
    expect(await reader.read(NOW + 2)).toMatchObject({ waves: 2_001, sinceMs: NOW - 9_400 });
  });
});

describe('the list of tags', () => {
  const index = {
    families: new Map(),
    tags: [
      { tag: 'used', members: 5, marker: 1 },
      { tag: 'never', members: 3, marker: 0 },
      { tag: 'Missed', members: 0, marker: 1 },
    ],
  };
  const usage = {
    use: new Map([
      ['used', { live: 4, bytes: 900 }],
      ['never', { live: 3, bytes: 10 }],
    ]),
    purges: {
      sinceMs: 0,
      waves: 3,
      byTag: new Map([
        ['used', { count: 2, invalidated: 8, unmatched: 1 }],
        ['Missed', { count: 1, invalidated: 0, unmatched: 1 }],
      ]),
    },
  };
  const tags = (show?: 'all' | 'never' | 'unmatched' | 'orphans') =>
    findTags(index, { ...(show && { show }) }, 10, usage).tags.map(({ tag }) => tag);

  it('shows all, those nobody purges, those whose purges match nothing, those with orphans', () => {
    expect(tags()).toEqual(['used', 'never', 'Missed']);
    expect(tags('never')).toEqual(['never']);
    expect(tags('unmatched')).toEqual(['Missed']);
    expect(tags('orphans')).toEqual(['used']);
  });

  it('tells live and orphaned members, their size and what purges did', () => {
    expect(findTags(index, { search: 'USED' }, 10, usage)).toMatchObject({
      total: 1,
      tags: [{ usage: { live: 4, orphaned: 1, sizeBytes: 900, purges: { count: 2 } } }],
    });
    expect(findTags(index, {}, 1).tags[0]?.usage).toBeNull();
  });
});
