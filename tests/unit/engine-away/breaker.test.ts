import { describe, expect, test } from 'vitest';
import { Breaker } from '@/server/engine/breaker';
import { Gate, GateShut } from '@/server/engine/gate';
import { FakeClock, settle } from '../../support/fake-clock';

function breaker() {
  const clock = new FakeClock();
  const probes: { answer: () => void; fail: () => void }[] = [];
  const states: string[] = [];
  const made = new Breaker(
    clock,
    () =>
      new Promise<void>((resolve, reject) => {
        probes.push({ answer: resolve, fail: () => reject(new Error('away')) });
      }),
    (state) => states.push(state),
  );
  const fail = (times: number) => {
    for (let i = 0; i < times; i++) made.failed();
  };
  return { clock, probes, states, made, fail };
}

describe('the breaker', () => {
  test('opens after five failures in a row, not after five with an answer between', () => {
    const { made, fail } = breaker();
    fail(4);
    made.succeeded();
    fail(4);
    expect(made.state).toBe('closed');
    fail(1);
    expect(made.state).toBe('open');
    expect(made.health()).toMatchObject({ state: 'open', opened: 1 });
  });

  test('asks by itself after a pause, one probe at a time, and closes with its answer', async () => {
    const { clock, probes, states, made, fail } = breaker();
    fail(5);
    await clock.advance(99);
    expect(probes).toHaveLength(0);
    await clock.advance(1);
    await clock.advance(60_000);
    expect(probes).toHaveLength(1);
    expect(made.state).toBe('half-open');
    probes[0]?.answer();
    await settle();
    expect(states).toEqual(['open', 'half-open', 'closed']);
  });

  test('a probe that fails doubles the pause, up to two seconds; that is one opening', async () => {
    const { clock, probes, made, fail } = breaker();
    fail(5);
    const pauses: number[] = [];
    for (let i = 0; i < 7; i++) {
      const from = clock.now();
      while (probes.length === i) await clock.advance(10);
      pauses.push(clock.now() - from);
      probes[i]?.fail();
      await settle();
    }
    expect(pauses).toEqual([100, 200, 400, 800, 1600, 2000, 2000]);
    expect(made.health().opened).toBe(1);
  });

  test('a connection that is back is asked at once', () => {
    const { probes, made, fail } = breaker();
    made.retry();
    expect(probes).toHaveLength(0);
    fail(5);
    made.retry();
    made.retry();
    expect(probes).toHaveLength(1);
  });
});

test('the gate is open only when nobody holds it shut, and says why it is not', () => {
  const gate = new Gate();
  gate.shut('breaker', 'no answer');
  gate.shut('spool', 'some wait');
  gate.open('breaker');
  expect(gate.isShut).toBe(true);
  expect(() => gate.refuse()).toThrow(GateShut);
  expect(() => gate.refuse()).toThrow('some wait');
  gate.open('spool');
  expect(gate.isShut).toBe(false);
});
