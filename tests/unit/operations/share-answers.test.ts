import { expect, test, vi } from 'vitest';
import type { Context } from '@/server/auth/context';
import { shareAnswers } from '@/server/queries/share-answers';
import { fakeCache } from '../../support/fake-cache';
import { gate } from '../../support/engine';

function setUp() {
  let at = 0;
  const cache = fakeCache({});
  const gates: ReturnType<typeof gate<string>>[] = [];
  const read = vi.fn<(context: Context, input: { q: string }) => Promise<string>>(() => {
    const one = gate<string>();
    gates.push(one);
    return one.promise;
  });
  const shared = shareAnswers(read, 300, () => at);
  const ask = (q: string, of = cache) => shared({ cache: of } as unknown as Context, { q });
  return { ask, read, gates, pass: (ms: number) => (at += ms) };
}

test('who asks the same while it is read gets one answer; another question is read by itself', async () => {
  const { ask, gates } = setUp();
  const answers = [ask('a'), ask('a'), ask('b')];
  expect(gates).toHaveLength(2);
  gates[0]?.open('of a');
  gates[1]?.open('of b');
  expect(await Promise.all(answers)).toEqual(['of a', 'of a', 'of b']);
});

test('an answer that is there is not shared on: who asks then reads anew', async () => {
  const { ask, gates } = setUp();
  const first = ask('a');
  gates[0]?.open('old');
  await first;
  const second = ask('a');
  gates[1]?.open('new');
  expect(await second).toBe('new');
});

test('nobody joins a reading that began too long ago, nor is it in the way of the next', async () => {
  const { ask, gates, pass } = setUp();
  const slow = ask('a');
  pass(300);
  const next = ask('a');
  expect(gates).toHaveLength(2);
  gates[0]?.open('slow');
  await slow;
  const joined = ask('a');
  expect(gates).toHaveLength(2);
  gates[1]?.open('next');
  expect(await Promise.all([next, joined])).toEqual(['next', 'next']);
});

test('a failure is told to those who waited for it, and the next one asks again', async () => {
  const { ask, gates } = setUp();
  const waiting = [ask('a'), ask('a')];
  gates[0]?.fail(new Error('away'));
  for (const one of waiting) await expect(one).rejects.toThrow('away');
  const next = ask('a');
  gates[1]?.open('back');
  expect(await next).toBe('back');
});

test('two caches do not share', () => {
  const { ask, gates } = setUp();
  void ask('a');
  void ask('a', fakeCache({}));
  expect(gates).toHaveLength(2);
});
