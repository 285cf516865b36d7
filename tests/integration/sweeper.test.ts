import { describe, expect, it } from 'vitest';
import { walkClosure } from '../../server/engine/people/closure';
import { walkMembers } from '../../server/engine/people/read';
import type { Guard } from '../../server/engine/ports';
import { Sweeper, type SweepStore } from '../../server/engine/sweeper';
import { RedisInspectStore } from '../../server/redis/inspect-store';
import { guardKey } from '../../server/redis/keyspace';
import { cacheOn } from '../support/engine';
import { FakeClock } from '../support/fake-clock';
import { plant, plantMarker } from '../support/plant';
import { stores, uniqueNamespace, waitFor } from '../support/redis';

const GONE = { hardMs: -1_000 };

describe.each(stores)('sweeping a $name store', (under) => {
  const client = under.connect();
  const open = () => {
    const ns = uniqueNamespace('sweep');
    return { ns, store: new RedisInspectStore(client, ns) };
  };
  const sweep = (store: SweepStore) =>
    new Sweeper({ store, clock: new FakeClock(), token: 'test' }).sweep();
  const count = async (store: RedisInspectStore, guard: Guard) =>
    (await store.guardInfo([guard]))[0]?.members;
  const reach = async (store: RedisInspectStore, guard: Guard) => [
    ...(
      await walkClosure({
        guards: [guard],
        walk: (one) => walkMembers(store, one),
        isDeclaredUpon: () => true,
        limit: 1_000,
      })
    ).keys(),
  ];

  it('leaves no orphaned member, and every live one', async () => {
    const { ns, store } = open();
    const refs = (i: number) => [
      { guard: 't:all' as const },
      { guard: `t:some:${i % 7}` as const },
    ];
    const entries = Array.from({ length: 1_000 }, (_, i) => ({ key: `p:${i}`, refs: refs(i) }));
    await plant(
      client,
      ns,
      entries.map((one, i) => (i % 2 === 0 ? { ...one, ...GONE } : one)),
    );
    expect(await count(store, 't:all')).toBe(1_000);
    expect(await sweep(store)).toEqual({ guards: 8, removed: 1_000 });
    expect(await count(store, 't:all')).toBe(500);
    const found = await store.members('t:some:1', '', 1_000);
    expect(found.members.every((member) => Number(member.key.slice(2)) % 2 === 1)).toBe(true);
    expect(await sweep(store)).toEqual({ guards: 8, removed: 0 });
  });

  const chain = [
    // far → mid → near by declared dependencies; only the last edge is alive.
    { key: 'mid', ...GONE, refs: [{ guard: 't:far' as const }] },
    { key: 'near', ...GONE, refs: [{ guard: 'k:mid' as const, kind: 'declared' as const }] },
    { key: 'page', refs: [{ guard: 'k:near' as const, kind: 'declared' as const }] },
  ];

  it('keeps an ended edge while something live can be reached through it', async () => {
    const { ns, store } = open();
    await plant(client, ns, chain);
    expect((await sweep(store)).removed).toBe(0);
    expect(await reach(store, 't:far')).toEqual(['mid', 'near', 'page']);
    // Once the page is gone as well, nothing is left to reach and nothing stays.
    await client.zadd(guardKey(ns, 'k:near'), Date.now() - 1_000, 'page');
    expect((await sweep(store)).removed).toBe(3);
    expect(await reach(store, 't:far')).toEqual([]);
  });

  it('would lose that dependent without the look below (control)', async () => {
    const { ns, store } = open();
    await plant(client, ns, chain);
    const blind: SweepStore = bindAll(store, {
      guardInfo: async (guards) => guards.map(() => ({ members: 0, marker: 0 })),
    });
    expect((await sweep(blind)).removed).toBe(2);
    expect(await reach(store, 't:far')).not.toContain('page');
  });

  it('removes a cycle of ended edges', async () => {
    const { ns, store } = open();
    await plant(client, ns, [
      { key: 'a', ...GONE, refs: [{ guard: 'k:c' }] },
      { key: 'b', ...GONE, refs: [{ guard: 'k:a' }] },
      { key: 'c', ...GONE, refs: [{ guard: 'k:b' }, { guard: 't:x' }] },
    ]);
    expect((await sweep(store)).removed).toBe(4);
    expect((await sweep(store)).guards).toBe(0);
  });

  it('gets past many edges that must stay', async () => {
    const { ns, store } = open();
    const kept = Array.from({ length: 450 }, (_, i) => [
      { key: `k${i}`, hardMs: -5_000, refs: [{ guard: 't:x' as const }] },
      { key: `p${i}`, refs: [{ guard: `k:k${i}` as const, kind: 'declared' as const }] },
    ]).flat();
    const useless = Array.from({ length: 300 }, (_, i) => ({
      key: `u${i}`,
      hardMs: -1_000,
      refs: [{ guard: 't:x' as const }],
    }));
    await plant(client, ns, [...kept, ...useless]);
    expect((await sweep(store)).removed).toBe(300);
    expect(await count(store, 't:x')).toBe(450);
  });

  it('keeps an edge that was renewed between the look and the removal', async () => {
    const { ns, store } = open();
    await plant(client, ns, [{ key: 'a', ...GONE, refs: [{ guard: 't:x' }] }]);
    const renewing: SweepStore = bindAll(store, {
      guardInfo: async (guards) => {
        await plant(client, ns, [{ key: 'a', refs: [{ guard: 't:x' }] }]);
        return store.guardInfo(guards);
      },
    });
    expect((await sweep(renewing)).removed).toBe(0);
    expect(await count(store, 't:x')).toBe(1);
  });

  it('drops guards that hold only an old marker, and no others', async () => {
    const { ns, store } = open();
    await plantMarker(client, ns, 't:old', 3_700_000);
    await plantMarker(client, ns, 't:young', 3_500_000);
    await plantMarker(client, ns, 't:used', 3_700_000);
    await plant(client, ns, [{ key: 'a', refs: [{ guard: 't:used' }] }]);
    await plantMarker(client, ns, 't:emptied', 3_700_000);
    await plant(client, ns, [{ key: 'b', ...GONE, refs: [{ guard: 't:emptied' }] }]);
    expect((await sweep(store)).removed).toBe(1);
    const left: Guard[] = [];
    for await (const guards of store.scanGuards('all')) left.push(...guards);
    expect(left.sort()).toEqual(['t:used', 't:young']);
  });

  it('leaves 0 orphans of a real cache after its entries expired', async () => {
    const ns = uniqueNamespace('sweep');
    // Where registering and publishing are two steps, edges outlive their entries by both of these.
    const cache = cacheOn(under, { namespace: ns, maxLoadMs: 50, leaseMs: 50 });
    const store = new RedisInspectStore(client, ns);
    await cache.set('stays', 1, { ttl: 60, tags: ['x'] });
    for (let i = 0; i < 20; i++)
      await cache.set(`p:${i}`, i, {
        ttl: 0.1,
        swr: 0,
        tags: ['x', `x:${i}`],
        dependencies: ['d'],
      });
    expect(await count(store, 't:x')).toBe(21);
    // Edges end on whole seconds.
    const left = await waitFor('expiry and sweep', async () => {
      await cache.sweep();
      const guards: Guard[] = [];
      for await (const found of store.scanGuards('all')) guards.push(...found);
      return guards.length === 1 && (await count(store, 't:x')) === 1 && guards;
    });
    expect(left).toEqual(['t:x']);
  });
});

/** The store with some of its answers replaced. */
function bindAll(store: RedisInspectStore, changed: Partial<SweepStore>): SweepStore {
  return {
    scanGuards: (kind) => store.scanGuards(kind),
    expiredMembers: (guard, limit, skip) => store.expiredMembers(guard, limit, skip),
    hasLiveDependents: (guards) => store.hasLiveDependents(guards),
    guardInfo: (guards) => store.guardInfo(guards),
    members: (guard, cursor, size) => store.members(guard, cursor, size),
    dropExpired: (guard, keys) => store.dropExpired(guard, keys),
    dropIdleGuards: (guards, ageMs) => store.dropIdleGuards(guards, ageMs),
    holdRole: (role, token, ttlMs) => store.holdRole(role, token, ttlMs),
    ...changed,
  };
}
