import { expect, test } from 'vitest';
import { refetchDelay } from '@/lib/refetch-pace';

test('a single wave is read soon', () => {
  expect(refetchDelay(10_000, null)).toBe(500);
  expect(refetchDelay(60_000, 10_000)).toBe(500);
});

test('with waves all the time, a page is read every three seconds', () => {
  const refetches: number[] = [];
  let due: number | null = null;
  for (let now = 0; now < 12_000; now += 20) {
    if (due !== null && now >= due) {
      refetches.push(now);
      due = null;
    }
    // A wave every 20 ms: the first after a refetch begins to wait for the next.
    due ??= now + refetchDelay(now, refetches.at(-1) ?? null);
  }
  expect(refetches).toEqual([500, 3_500, 6_500, 9_500]);
});
