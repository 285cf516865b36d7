import { describe, expect, test } from 'vitest';
import { Epochs } from '@/server/engine/l1/epochs';
import { deepFreeze } from '@/server/engine/l1/freeze';
import { type Slot, Slots } from '@/server/engine/l1/slots';
import { Staleness } from '@/server/engine/l1/staleness';

function slot(key: string, ...tags: string[]): Slot {
  const guards = [`k:${key}` as const, ...tags.map((tag) => `t:${tag}` as const)];
  const times = { declares: false, createdAt: 1, freshUntil: 1, goneAt: 1, reads: 0, used: false };
  return { key, guards, value: key, shared: null, ...times };
}

describe('the entries a process holds', () => {
  test('a guard reaches exactly what hangs on it', () => {
    const slots = new Slots(10);
    for (const one of [slot('a', 'x', 'y'), slot('b', 'y'), slot('c')]) slots.put(one);
    expect(slots.dropBelow('t:y')).toBe(2);
    expect(slots.dropBelow('t:x')).toBe(0);
    expect(slots.byKey.get('c')?.key).toBe('c');
    expect(slots.dropBelow('k:c')).toBe(1);
    expect(slots.size).toBe(0);
  });

  test('an entry that is replaced leaves no trace under its old guards', () => {
    const slots = new Slots(10);
    slots.put(slot('a', 'x'));
    slots.put(slot('a', 'y'));
    expect(slots.dropBelow('t:x')).toBe(0);
    expect(slots.size).toBe(1);
  });

  test('never more than asked for, and what is read stays', () => {
    const slots = new Slots(3);
    for (const key of ['a', 'b', 'c']) slots.put(slot(key));
    const read = slots.byKey.get('a');
    if (read) read.used = true;
    slots.put(slot('d'));
    expect(['a', 'b', 'c', 'd'].filter((key) => slots.byKey.get(key))).toEqual(['a', 'c', 'd']);
  });

  test('room is made in bounded time, also when everything was read', () => {
    const slots = new Slots(1000);
    for (let i = 0; i < 1000; i++) slots.put({ ...slot(`k${i}`), used: true });
    slots.put(slot('new'));
    expect(slots.size).toBe(1000);
    expect(slots.byKey.get('k64')).toBeUndefined();
    expect(slots.byKey.get('k0')).toBeDefined();
  });

  test('a prefix reaches the keys and what was built from them', () => {
    const slots = new Slots(10);
    slots.put({ ...slot('page:1'), guards: ['k:page:1', 'k:part:7'] });
    slots.put(slot('part:7'));
    slots.put(slot('other:1', 'part:'));
    expect(slots.dropBelowPrefix('part:')).toBe(2);
    expect(slots.byKey.get('other:1')).toBeDefined();
  });
});

describe('what may come in', () => {
  test('only what no invalidation has met since its read began', () => {
    const epochs = new Epochs();
    const before = epochs.begin();
    epochs.note(['t:a']);
    const after = epochs.begin();
    expect(epochs.allows(['k:1', 't:a'], before)).toBe(false);
    expect(epochs.allows(['k:1', 't:b'], before)).toBe(true);
    expect(epochs.allows(['k:1', 't:a'], after)).toBe(true);
  });

  test('nothing that was being read when anything may have been missed', () => {
    const epochs = new Epochs();
    const before = epochs.begin();
    epochs.noteAll();
    expect(epochs.allows(['k:1'], before)).toBe(false);
    expect(epochs.allows(['k:1'], epochs.begin())).toBe(true);
  });

  test('more guards than are remembered refuse what was being read, not what comes after', () => {
    const epochs = new Epochs();
    const before = epochs.begin();
    epochs.note(Array.from({ length: 20_001 }, (_, i) => `t:${i}` as const));
    expect(epochs.allows(['t:none'], before)).toBe(false);
    expect(epochs.allows(['t:20000'], epochs.begin())).toBe(true);
  });
});

describe('values that are shared', () => {
  test('plain data is frozen to any depth, also when it contains itself', () => {
    const value: { list: { n: number }[]; self?: unknown } = { list: [{ n: 1 }] };
    value.self = value;
    expect(deepFreeze(value)).toBe(true);
    expect(Object.isFrozen(value.list[0])).toBe(true);
    expect(deepFreeze('text') && deepFreeze(null) && deepFreeze(1)).toBe(true);
  });

  test('what freezing cannot protect is answered false', () => {
    for (const value of [new Map(), new Date(0), Buffer.from('x'), { deep: [new Set()] }]) {
      expect(deepFreeze(value)).toBe(false);
    }
  });
});

test('staleness is told as the most seen and by how much', () => {
  const staleness = new Staleness();
  for (const ms of [-3, 0.4, 7, 5000]) staleness.note(ms);
  const { maxMs, histogram } = staleness.read();
  expect(maxMs).toBe(5000);
  expect(histogram.filter(({ count }) => count > 0)).toEqual([
    { upToMs: 1, count: 2 },
    { upToMs: 10, count: 1 },
    { upToMs: null, count: 1 },
  ]);
});
