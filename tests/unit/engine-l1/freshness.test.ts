// What a process may conclude from numbers it hears and numbers it asks for. Time stands still unless a test moves it.
import { describe, expect, test } from 'vitest';
import { Freshness } from '@/server/engine/l1/freshness';
import type { L1Doubt } from '@/server/freshet';

const BOUND = 1000;

function watched() {
  const doubts: L1Doubt[] = [];
  const freshness = new Freshness(BOUND, (why) => doubts.push(why));
  const answer = (cuts: number, sentAt: number, generation = 7) =>
    freshness.answered({ cuts, generation, sequence: 0, nowMs: 0 }, sentAt);
  return { freshness, doubts, answer };
}

describe('how long L1 may be served', () => {
  test('not at all before the first answer, then for the bound from when the question was sent', () => {
    const { freshness, doubts, answer } = watched();
    expect(freshness.validUntil).toBe(Number.NEGATIVE_INFINITY);
    answer(5, 100);
    expect(freshness.validUntil).toBe(1100);
    expect(doubts).toEqual(['start']);
  });

  test('an answer whose messages are all here proves it for longer; nothing else does', () => {
    const { freshness, doubts, answer } = watched();
    answer(5, 0);
    answer(5, 250);
    expect(freshness.validUntil).toBe(1250);
    answer(6, 500);
    expect(freshness.validUntil).toBe(1250);
    freshness.heard(6, 510);
    expect(freshness.validUntil).toBe(1500);
    expect(doubts).toEqual(['start']);
  });

  test('a message that is lost ends it within the bound, and everything is forgotten', () => {
    const { freshness, doubts, answer } = watched();
    answer(5, 0);
    answer(6, 250);
    expect(doubts).toEqual(['start']);
    expect(freshness.validUntil).toBe(1000);
    answer(6, 500);
    expect(doubts).toEqual(['start', 'late']);
    expect(freshness.validUntil).toBe(1500);
  });

  test('a number that is skipped is noticed by the next message', () => {
    const { freshness, doubts, answer } = watched();
    answer(5, 0);
    freshness.heard(7, 10);
    expect(doubts).toEqual(['start', 'gap']);
    answer(7, 20);
    expect(freshness.validUntil).toBe(1020);
    freshness.heard(8, 30);
    expect(doubts).toEqual(['start', 'gap']);
  });

  test('what arrives after it was given up changes nothing', () => {
    const { freshness, doubts, answer } = watched();
    answer(5, 0);
    answer(6, 250);
    answer(6, 500);
    freshness.heard(6, 510);
    freshness.heard(7, 520);
    expect(doubts).toEqual(['start', 'late']);
  });

  test('an answer that was overtaken by a message is no going back', () => {
    const { freshness, doubts, answer } = watched();
    answer(5, 0);
    freshness.heard(6, 120);
    answer(5, 100);
    expect(doubts).toEqual(['start']);
    expect(freshness.validUntil).toBe(1100);
  });

  test('a count that went back, and another generation, start anew', () => {
    const { doubts, answer } = watched();
    answer(5, 0);
    answer(3, 250);
    answer(3, 500, 8);
    expect(doubts).toEqual(['start', 'reset', 'reset']);
  });

  test('a lost connection ends it at once, until the next answer', () => {
    const { freshness, doubts, answer } = watched();
    answer(5, 0);
    freshness.lost();
    expect(freshness.validUntil).toBe(Number.NEGATIVE_INFINITY);
    answer(9, 600);
    expect(freshness.validUntil).toBe(1600);
    expect(doubts).toEqual(['start', 'reconnected', 'start']);
  });
});
