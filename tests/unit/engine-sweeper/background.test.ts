import { describe, expect, it } from 'vitest';
import type { Guard } from '../../../server/engine/ports';
import { Sweeper, type SweepStore } from '../../../server/engine/sweeper';
import { FakeClock } from '../../support/fake-clock';

function setUp(guards: Guard[][]) {
  const role: { holder: string | null } = { holder: null };
  const swept: string[] = [];
  const storeOf = (name: string): SweepStore => ({
    async *scanGuards() {
      yield* guards;
    },
    expiredMembers: async (guard) => {
      swept.push(`${name} ${guard}`);
      return [];
    },
    hasLiveDependents: async (all) => all.map(() => false),
    guardInfo: async (all) => all.map(() => ({ members: 0, marker: 0 })),
    members: async () => ({ members: [], cursor: '' }),
    dropExpired: async () => 0,
    dropIdleGuards: async () => 0,
    holdRole: async (_role, token) => {
      role.holder ??= token;
      return role.holder === token;
    },
  });
  const clock = new FakeClock();
  const errors: unknown[] = [];
  const open = (token: string, changed: Partial<SweepStore> = {}) =>
    new Sweeper({
      store: { ...storeOf(token), ...changed },
      clock,
      token,
      onError: (error) => errors.push(error),
    });
  return { role, swept, clock, errors, open };
}

describe('sweeping in the background', () => {
  it('is done by one process of the namespace, again and again', async () => {
    const { role, swept, clock, open } = setUp([['t:a'], ['t:b']]);
    open('one').start();
    open('two').start();
    await clock.advance(61_000);
    expect(swept).toEqual(['one t:a', 'one t:b']);
    role.holder = 'two';
    await clock.advance(60_000);
    expect(swept.slice(2)).toEqual(['two t:a', 'two t:b']);
  });

  it('ends between two batches when the role is lost', async () => {
    const { role, swept, clock, open } = setUp([['t:a'], ['t:b']]);
    open('one', {
      expiredMembers: async (guard) => {
        swept.push(guard);
        role.holder = 'somebody';
        return [];
      },
    }).start();
    await clock.advance(61_000);
    expect(swept).toEqual(['t:a']);
  });

  it('goes on after an error, and tells it', async () => {
    const { swept, clock, errors, open } = setUp([['t:a']]);
    let calls = 0;
    open('one', {
      holdRole: async () => {
        calls += 1;
        if (calls === 1) throw new Error('away');
        return true;
      },
    }).start();
    await clock.advance(60_000);
    expect(errors).toHaveLength(1);
    await clock.advance(61_000);
    expect(swept).toEqual(['one t:a']);
  });

  it('stops when told, with no timer left', async () => {
    const { swept, clock, open } = setUp([['t:a']]);
    const stop = open('one').start();
    stop();
    await clock.advance(300_000);
    expect(swept).toEqual([]);
    expect(clock.pending).toBe(0);
  });
});
