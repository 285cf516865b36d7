import { describe, expect, it } from 'vitest';
import { Snapshot } from '../../../server/engine/graph/snapshot';
import { FakeClock, settle } from '../../support/fake-clock';

function setUp() {
  const clock = new FakeClock();
  const takes: { end: (value: string) => void; fail: (error: Error) => void }[] = [];
  const snapshot = new Snapshot(
    () => new Promise<string>((end, fail) => takes.push({ end, fail })),
    clock,
  );
  return { clock, takes, snapshot };
}

describe('a snapshot of the index', () => {
  it('is taken by nobody before somebody looks, and by one for all who look at once', async () => {
    const { takes, snapshot } = setUp();
    expect(takes).toHaveLength(0);
    const looks = [snapshot.read(), snapshot.read(), snapshot.read()];
    takes[0]?.end('one');
    expect(await Promise.all(looks)).toEqual(Array(3).fill({ of: 'one', ageMs: 0 }));
    expect(takes).toHaveLength(1);
  });

  it('is good for three seconds, and for ten times as long as it took', async () => {
    const { clock, takes, snapshot } = setUp();
    const first = snapshot.read();
    await clock.advance(1_000);
    takes[0]?.end('one');
    await first;
    await clock.advance(9_999);
    expect(await snapshot.read()).toEqual({ of: 'one', ageMs: 10_999 });
    expect(takes).toHaveLength(1);
    await clock.advance(1);
    void snapshot.read();
    expect(takes).toHaveLength(2);
  });

  it('is shown with its age when a newer one takes too long', async () => {
    const { clock, takes, snapshot } = setUp();
    const first = snapshot.read();
    takes[0]?.end('one');
    await first;
    await clock.advance(3_000);
    const look = snapshot.read();
    await clock.advance(400);
    expect(await look).toEqual({ of: 'one', ageMs: 3_400 });
    takes[1]?.end('two');
    await settle();
    expect(await snapshot.read()).toEqual({ of: 'two', ageMs: 400 });
  });

  it('is the newer one when that is quick', async () => {
    const { clock, takes, snapshot } = setUp();
    const first = snapshot.read();
    takes[0]?.end('one');
    await first;
    await clock.advance(3_000);
    const look = snapshot.read();
    takes[1]?.end('two');
    expect(await look).toEqual({ of: 'two', ageMs: 0 });
    expect(clock.pending).toBe(0);
  });

  it('fails when a newer one cannot be taken: the last one is not how things stand now', async () => {
    const { clock, takes, snapshot } = setUp();
    const failing = snapshot.read();
    takes[0]?.fail(new Error('away'));
    await expect(failing).rejects.toThrow('away');
    const second = snapshot.read();
    takes[1]?.end('one');
    await second;
    await clock.advance(5_000);
    const third = snapshot.read();
    takes[2]?.fail(new Error('away'));
    await expect(third).rejects.toThrow('away');
    const fourth = snapshot.read();
    takes[3]?.end('two');
    expect(await fourth).toMatchObject({ of: 'two' });
  });
});
