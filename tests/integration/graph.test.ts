import { describe, expect, it } from 'vitest';
import type { Freshet, GraphView } from '@/server/freshet';
import { cacheOn } from '../support/engine';
import { plant } from '../support/plant';
import { stores, uniqueNamespace, waitFor } from '../support/redis';

const nodeOf = (view: GraphView, id: string) => view.nodes.find((node) => node.id === id);
const edgesOf = (view: GraphView) =>
  view.edges.map((e) => `${e.source} > ${e.target} ${e.kind} ${e.count}`).sort();
const levels = (view: GraphView) =>
  Object.fromEntries(view.nodes.map((node) => [node.id, node.level]));

async function shop(cache: Freshet): Promise<void> {
  await cache.set('price:1', 9, { tags: ['prices'] });
  await cache.getWithSWR('product:1', () => cache.get('price:1'), { tags: ['category:shoes'] });
  await cache.getWithSWR('list:shoes', () => cache.get('product:1'), { dependencies: ['menu'] });
  await cache.getWithSWR('home', () => cache.get('list:shoes'));
}

describe.each(stores)('the graph on a $name store', (under) => {
  it('shows one step to each side of a key, with the kind of every edge', async () => {
    const cache = cacheOn(under);
    await shop(cache);
    const view = await cache.graph({ focus: 'key:list:shoes' });
    expect(levels(view)).toEqual({
      'key:list:shoes': 0,
      'key:home': 1,
      'key:product:1': -1,
      'key:menu': -1,
    });
    expect(edgesOf(view)).toEqual([
      'key:list:shoes > key:home captured 1',
      'key:menu > key:list:shoes declared 1',
      'key:product:1 > key:list:shoes captured 1',
    ]);
    expect(nodeOf(view, 'key:list:shoes')).toMatchObject({ state: 'fresh', fanOut: 1, count: 1 });
    expect(nodeOf(view, 'key:menu')).toMatchObject({ state: 'missing', ttlLeftMs: null });
    expect(view).toMatchObject({ totalNodes: 4, totalEdges: 3, folded: [], snapshotAgeMs: null });
  });

  it('follows as far as asked, and no inherited edge is drawn as a direct one', async () => {
    const cache = cacheOn(under);
    await shop(cache);
    const view = await cache.graph({ focus: 'tag:prices', down: 5 });
    expect(levels(view)).toEqual({
      'tag:prices': 0,
      'key:price:1': 1,
      'key:product:1': 2,
      'key:list:shoes': 3,
      'key:home': 4,
    });
    expect(view.edges).toHaveLength(4);
    const up = await cache.graph({ focus: 'key:home', up: 5, down: 0 });
    expect(levels(up)).toEqual({
      'key:home': 0,
      'key:list:shoes': -1,
      'key:product:1': -2,
      'key:menu': -2,
      'key:price:1': -3,
      'tag:category:shoes': -3,
      'tag:prices': -4,
    });
  });

  it('keeps what a wave removed in the picture, as missing', async () => {
    const cache = cacheOn(under);
    await shop(cache);
    await cache.invalidateByTag('prices', { mode: 'hard' });
    const view = await cache.graph({ focus: 'tag:prices', down: 2 });
    expect(nodeOf(view, 'key:price:1')).toMatchObject({ state: 'missing' });
    expect(edgesOf(view)).toEqual([
      'key:price:1 > key:product:1 captured 1',
      'tag:prices > key:price:1 tag 1',
    ]);
    await shop(cache);
    await cache.invalidateByKey('product:1', { mode: 'soft' });
    const after = await cache.graph({ focus: 'key:product:1' });
    expect(nodeOf(after, 'key:product:1')).toMatchObject({ state: 'stale', stale: 1 });
  });

  it('ends in a cycle', async () => {
    const cache = cacheOn(under);
    await cache.set('a', 1, { dependencies: ['b'] });
    await cache.set('b', 1, { dependencies: ['a'] });
    const view = await cache.graph({ focus: 'key:a', up: 5, down: 5 });
    expect(edgesOf(view)).toEqual(['key:a > key:b declared 1', 'key:b > key:a declared 1']);
    expect(view.nodes).toHaveLength(2);
  });

  it('folds a large fan-out, counts all of it, and keeps the busiest visible', async () => {
    const namespace = uniqueNamespace('graph');
    const cache = cacheOn(under, { namespace });
    const entries = Array.from({ length: 7_000 }, (_, i) => ({
      key: `p:${i}`,
      refs: [{ guard: 't:all' as const }],
      ...(i % 10 === 0 ? { staleSinceMs: 1 } : {}),
    }));
    for (let at = 0; at < entries.length; at += 1_000)
      await plant(under.connect(), namespace, entries.slice(at, at + 1_000));
    for (let i = 0; i < 300; i++) await cache.get('p:6999');
    await waitFor('counted reads', async () => (await cache.getStats()).hotKeys.length > 0);
    const view = await cache.graph({ focus: 'tag:all' });
    expect(view.nodes).toHaveLength(14);
    expect(nodeOf(view, 'key:p:6999')?.readsPerMin).toBeGreaterThan(1);
    const fold = nodeOf(view, 'fold:down:tag:all');
    expect(fold).toMatchObject({ kind: 'fold', type: 'p', level: 1, label: 'about 6,988 more' });
    expect(fold?.count).toBe(6_988);
    expect(fold?.stale).toBeGreaterThan(400);
    expect(view.folded).toEqual([{ parent: 'tag:all', hidden: 6_988, reason: 'fan-out' }]);
    expect(view).toMatchObject({ totalNodes: 7_001, totalEdges: 7_000 });
    expect(view.edges.reduce((sum, edge) => sum + edge.count, 0)).toBe(7_000);
  });

  it('stays within the budget and tells what it hides', async () => {
    const cache = cacheOn(under);
    const namesOf = (n: number) => Array.from({ length: n }, (_, i) => i);
    for (const i of namesOf(20)) await cache.set(`a:${i}`, 1, { tags: ['x'] });
    for (const i of namesOf(20))
      for (const j of namesOf(5)) await cache.set(`b:${i}-${j}`, 1, { dependencies: [`a:${i}`] });
    for (const budget of [10, 30, 60]) {
      const view = await cache.graph({ focus: 'tag:x', down: 2, fold: 20, budget });
      expect(view.nodes.length).toBeLessThanOrEqual(budget);
      const shown = view.nodes.filter((node) => node.kind !== 'fold').length;
      const hidden = view.folded.reduce((sum, fold) => sum + fold.hidden, 0);
      expect(shown + hidden).toBe(view.totalNodes);
      expect(view.folded.some((fold) => fold.reason === 'budget')).toBe(true);
      const ids = new Set(view.nodes.map((node) => node.id));
      for (const edge of view.edges)
        expect(ids.has(edge.source) && ids.has(edge.target)).toBe(true);
    }
    const whole = await cache.graph({ focus: 'tag:x', down: 2, fold: 20, budget: 800 });
    expect(whole).toMatchObject({ totalNodes: 121, totalEdges: 120, folded: [] });
    expect(whole.nodes).toHaveLength(121);
  });

  it('starts with one node per type and tag family, with what happens there', async () => {
    const cache = cacheOn(under);
    await shop(cache);
    for (let i = 0; i < 10; i++) await cache.get('product:1');
    await cache.invalidateByKey('home', { mode: 'soft' });
    const view = await waitFor('a picture with traffic', async () => {
      const seen = await cache.graph();
      return (nodeOf(seen, 'type:product')?.readsPerMin ?? 0) > 0 && seen;
    });
    expect(edgesOf(view)).toEqual([
      'tagfamily:category > type:product tag 1',
      'tagfamily:prices > type:price tag 1',
      'type:list > type:home captured 1',
      'type:menu > type:list declared 1',
      'type:price > type:product captured 1',
      'type:product > type:list captured 1',
    ]);
    expect(nodeOf(view, 'type:home')).toMatchObject({ count: 1, stale: 1 });
    expect(nodeOf(view, 'type:product')?.hitRatio).toBeGreaterThan(0.8);
    expect(view.snapshotAgeMs).toBeLessThan(5_000);
  });

  it('is empty, not broken, when nothing is cached', async () => {
    const cache = cacheOn(under);
    expect(await cache.graph()).toMatchObject({ nodes: [], edges: [], totalNodes: 0 });
    const view = await cache.graph({ focus: 'key:nobody' });
    expect(view.nodes).toMatchObject([{ id: 'key:nobody', state: 'missing' }]);
    expect(await cache.tags()).toEqual({ tags: [], total: 0, usage: null });
  });

  it('refuses what it cannot draw', async () => {
    const cache = cacheOn(under);
    for (const query of [{ focus: 'x' }, { focus: 'key:a', up: 6 }, { budget: 5 }, { fold: 0 }])
      await expect(cache.graph(query)).rejects.toMatchObject({ code: 'invalid-option' });
  });
});

describe.each(stores)('tags and entries on a $name store', (under) => {
  it('lists tags by size, finds them by any part of their name, and counts all', async () => {
    const cache = cacheOn(under);
    for (let i = 0; i < 30; i++) await cache.set(`p:${i}`, 1, { tags: ['all', `Brand:${i % 3}`] });
    await cache.invalidateByTag('Brand:1');
    const { tags, total } = await cache.tags({ limit: 2 });
    expect(total).toBe(4);
    expect(tags.map((tag) => [tag.tag, tag.members])).toEqual([
      ['all', 30],
      ['Brand:0', 10],
    ]);
    const found = await cache.tags({ search: 'brand:1' });
    expect(found.total).toBe(1);
    const at = Date.parse(found.tags[0]?.lastInvalidatedAt ?? '');
    expect(Math.abs(at - Date.now())).toBeLessThan(60_000);
  });

  it('pages every member of a tag, each with its state', async () => {
    const cache = cacheOn(under);
    for (let i = 0; i < 300; i++) await cache.set(`p:${i}`, 'x'.repeat(50), { tags: ['all'] });
    await cache.invalidateByKey('p:7', { mode: 'hard' });
    await cache.invalidateByKey('p:8', { mode: 'soft' });
    const seen = new Map<string, string>();
    let cursor: string | undefined;
    do {
      const page = await cache.tagMembers('all', { limit: 70, ...(cursor ? { cursor } : {}) });
      expect(page.total).toBe(300);
      expect(page.members.length).toBeLessThanOrEqual(70);
      for (const member of page.members) seen.set(member.key, member.state);
      cursor = page.cursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen.size).toBe(300);
    expect([seen.get('p:7'), seen.get('p:8'), seen.get('p:9')]).toEqual([
      'missing',
      'stale',
      'fresh',
    ]);
  });

  it('tells everything of an entry but its value', async () => {
    const cache = cacheOn(under);
    await shop(cache);
    const entry = await cache.entry('product:1');
    expect(entry).toMatchObject({ key: 'product:1', type: 'product', state: 'fresh' });
    expect(entry?.ttlLeftMs).toBeGreaterThan(3_000_000);
    expect(entry?.goneInMs).toBeGreaterThan(entry?.ttlLeftMs ?? 0);
    expect(
      entry?.dependsOn.map(({ guard, kind, depth }) => `${guard} ${kind} ${depth}`).sort(),
    ).toEqual(['key:price:1 captured 1', 'tag:category:shoes tag 1', 'tag:prices tag 2']);
    expect(await cache.entry('nobody')).toBeNull();
  });

  it('lists waves newest first, page by page, and finds each by its id', async () => {
    const cache = cacheOn(under);
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.unshift((await cache.invalidateByTag(`t${i}`)).id);
    const first = await cache.waves({ limit: 3 });
    expect(first.waves.map((wave) => wave.id)).toEqual(ids.slice(0, 3));
    expect(first.waves[0]).toMatchObject({ state: 'complete', roots: ['tag:t4'], zeroMatch: true });
    const second = await cache.waves({ limit: 3, before: first.cursor ?? '' });
    expect(second.waves.map((wave) => wave.id)).toEqual(ids.slice(3));
    expect(second.cursor).toBeNull();
    const after = await cache.waves({ after: first.waves[1]?.position ?? '' });
    expect(after.waves.map((wave) => wave.id)).toEqual(ids.slice(0, 1));
    for (const id of ids) expect((await cache.wave(id))?.id).toBe(id);
    expect(await cache.wave('w0')).toBeNull();
  });
});

describe.each(stores)('selecting on a $name store', (under) => {
  const parts = (...texts: string[]) => [
    texts.map((text) => {
      const [, up = '', method = '', value = '', down = ''] =
        /^(\+?)(tag|key|type|state):(.*?)(\+?)$/.exec(text) ?? [];
      return {
        method: method as 'tag',
        value,
        up: up === '' ? 0 : ('all' as const),
        down: down === '' ? 0 : ('all' as const),
      };
    }),
  ];

  it('draws what a selector means, with every edge inside it, and reads states live', async () => {
    const cache = cacheOn(under);
    await shop(cache);
    const view = await cache.graph({ select: parts('tag:prices+', '+key:list:shoes') });
    expect(levels(view)).toEqual({
      'tag:prices': 0,
      'key:price:1': 1,
      'key:product:1': 2,
      'key:list:shoes': 3,
    });
    expect(edgesOf(view)).toEqual([
      'key:price:1 > key:product:1 captured 1',
      'key:product:1 > key:list:shoes captured 1',
      'tag:prices > key:price:1 tag 1',
    ]);
    expect(view).toMatchObject({ totalNodes: 4, totalEdges: 3, folded: [], unseen: 0 });
    await cache.invalidateByKey('product:1', { mode: 'soft' });
    const after = await cache.graph({ select: parts('tag:prices+', '+key:list:shoes') });
    expect(nodeOf(after, 'key:product:1')).toMatchObject({ state: 'stale' });
    expect(after.snapshotAgeMs).toBeGreaterThanOrEqual(0);
  });

  it('folds what is past the budget by type and draws its edges to the fold', async () => {
    const namespace = uniqueNamespace('select');
    const cache = cacheOn(under, { namespace });
    await plant(
      under.connect(),
      namespace,
      Array.from({ length: 900 }, (_, i) => ({
        key: i < 600 ? `p:${i}` : `l:${i}`,
        refs: i < 600 ? [{ guard: 't:all' as const }] : [{ guard: `k:p:${i - 600}` as const }],
      })),
    );
    const view = await cache.graph({ select: parts('tag:all+'), budget: 50 });
    expect(view.nodes.length).toBeLessThanOrEqual(50);
    expect(view).toMatchObject({ totalNodes: 901, totalEdges: 900 });
    const hidden = view.folded.reduce((sum, fold) => sum + fold.hidden, 0);
    expect(view.nodes.filter((node) => node.kind !== 'fold').length + hidden).toBe(901);
    const inside = view.edges.reduce((sum, edge) => sum + edge.count, 0);
    expect(inside).toBe(900);
    expect(await cache.countSelection(parts('tag:all+'))).toMatchObject({
      total: 901,
      tags: 1,
      byType: [
        { type: 'p', count: 600 },
        { type: 'l', count: 300 },
      ],
      parts: [[901]],
    });
  });
});

describe.each(stores)('what tags are used for on a $name store', (under) => {
  it('tells live and orphaned members, their size, and what purges reached', async () => {
    const namespace = uniqueNamespace('usage');
    const cache = cacheOn(under, { namespace });
    await plant(under.connect(), namespace, [
      { key: 'p:1', refs: [{ guard: 't:shoes' }], value: 'v'.repeat(500) },
      { key: 'p:2', refs: [{ guard: 't:shoes', depth: 2 }] },
      { key: 'p:3', refs: [{ guard: 't:shoes' }], hardMs: -1 },
      { key: 'p:4', refs: [{ guard: 't:hats' }] },
    ]);
    await cache.invalidateByTag('shoos');
    await cache.invalidateByTag('hats');
    await waitFor(
      'both waves in the journal',
      async () => (await cache.waves()).waves.length === 2,
    );
    const { tags, usage } = await cache.tags({ usage: true });
    const of = (tag: string) => tags.find((one) => one.tag === tag)?.usage;
    expect(of('shoes')).toMatchObject({ live: 2, orphaned: 1, purges: { count: 0 } });
    expect(of('shoes')?.sizeBytes).toBeGreaterThan(500);
    expect(of('hats')).toMatchObject({ purges: { count: 1, invalidated: 1, unmatched: 0 } });
    expect(usage?.waves).toBe(2);
    const missed = await cache.tags({ show: 'unmatched' });
    expect(missed.tags.map(({ tag }) => tag)).toEqual(['shoos']);
    const never = await cache.tags({ show: 'never' });
    expect(never.tags.map(({ tag }) => tag)).toEqual(['shoes']);
  });
});
