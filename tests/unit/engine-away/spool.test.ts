// The spool over a file that only remembers: what is applied when, and when reads are let through.
import { describe, expect, test } from 'vitest';
import { FreshetError } from '@/server/engine/errors';
import { Gate } from '@/server/engine/gate';
import { Spool, type SpooledInvalidation } from '@/server/engine/spool';
import { FakeClock, settle } from '../../support/fake-clock';

const record = (id: string): SpooledInvalidation => ({
  id,
  at: new Date(1_800_000_000_000).toISOString(),
  targets: { tags: [id] },
  told: {},
});
const away = () => new FreshetError('store-unavailable', 'away');

function spool(options: { recovered?: (string | null)[]; broken?: boolean } = {}) {
  const world = {
    clock: new FakeClock(),
    gate: new Gate(),
    isAway: true,
    refuses: null as FreshetError | null,
    applied: [] as string[],
    gaveUp: 0,
    lines: [...(options.recovered ?? [])],
  };
  const made = new Spool({
    clock: world.clock,
    gate: world.gate,
    file: {
      recovered: options.recovered ?? [],
      append: async (line) => {
        if (options.broken) throw new Error('ENOSPC');
        world.lines.push(line);
      },
      clear: async () => {
        world.lines.length = 0;
      },
      close: async () => {},
    },
    apply: async ({ id }) => {
      if (world.isAway) throw away();
      if (world.refuses !== null) throw world.refuses;
      world.applied.push(id);
    },
    giveUp: async () => {
      world.gaveUp++;
    },
    onNotice: () => {},
  });
  return { world, made };
}

describe('the spool', () => {
  test('shuts the gate before it writes, and opens it when all is applied', async () => {
    const { world, made } = spool();
    const added = made.add(record('a'));
    expect(world.gate.isShut).toBe(true);
    await added;
    expect(world.lines).toHaveLength(1);
    await world.clock.advance(10_000);
    expect(world.gate.isShut).toBe(true);
    expect(made.health()).toMatchObject({ waiting: 1, lastError: 'away', oldestAgeMs: 10_000 });
    world.isAway = false;
    await world.clock.advance(5_000);
    expect(world.applied).toEqual(['a']);
    expect(world.gate.isShut).toBe(false);
    expect(world.lines).toEqual([]);
    expect(made.health()).toMatchObject({ waiting: 0, drained: 1, lastError: null });
  });

  test('begins shut with what an earlier life left, and forgets it only when it is applied', async () => {
    const { world, made } = spool({ recovered: [JSON.stringify(record('left'))] });
    expect(world.gate.isShut).toBe(true);
    await made.drain();
    expect(world.lines).toHaveLength(1);
    world.isAway = false;
    await made.drain();
    expect(world.applied).toEqual(['left']);
    expect(world.lines).toEqual([]);
  });

  test('what comes while it is applied is applied, too, before the gate opens', async () => {
    const { world, made } = spool({ recovered: [JSON.stringify(record('a'))] });
    world.isAway = false;
    const draining = made.drain();
    await made.add(record('b'));
    await draining;
    await settle();
    expect(world.applied).toEqual(['a', 'b']);
    expect(world.gate.isShut).toBe(false);
  });

  test('what can never run as it was asked for makes everything missing instead', async () => {
    const { world, made } = spool({ recovered: [JSON.stringify(record('prefix'))] });
    world.isAway = false;
    world.refuses = new FreshetError('plan-too-large', 'too many');
    await made.drain();
    expect(world.gaveUp).toBe(1);
    expect(world.gate.isShut).toBe(false);
  });

  test('a record that a disk has damaged is taken for everything', async () => {
    const { world, made } = spool({ recovered: [null] });
    expect(world.gate.isShut).toBe(true);
    await made.drain();
    expect(world.gaveUp).toBe(1);
    expect(world.gate.isShut).toBe(false);
    expect(world.lines).toEqual([]);
  });

  test('a process that closes gives nothing up', async () => {
    const { world, made } = spool({ recovered: [JSON.stringify(record('a'))] });
    world.isAway = false;
    world.refuses = new FreshetError('closed', 'this cache was closed');
    await made.drain();
    expect(world.gaveUp).toBe(0);
    expect(world.lines).toHaveLength(1);
  });

  test('a disk that is full fails the call and holds nothing back', async () => {
    const { world, made } = spool({ broken: true });
    await expect(made.add(record('a'))).rejects.toMatchObject({ code: 'store-unavailable' });
    expect(world.gate.isShut).toBe(false);
    expect(made.health().waiting).toBe(0);
  });
});
