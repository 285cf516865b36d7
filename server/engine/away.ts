// What an engine does about a store that is away: stops asking it, keeps invalidations for it, notices when it is back.
import { Breaker } from './breaker';
import type { Emitter } from './emitter';
import { Gate } from './gate';
import { GENERATION_LEASE_MS, type GenerationLease } from './generation';
import type { Clock, SpoolFile, Store } from './ports';
import type { Runtime } from './runtime';
import { Spool } from './spool';
import type { Waves } from './waves';

export function createBreaker(parts: {
  store: Store;
  clock: Clock;
  emitter: Emitter;
  generation: GenerationLease;
}): { gate: Gate; breaker: Breaker } {
  const gate = new Gate();
  const breaker = new Breaker(
    parts.clock,
    () => parts.generation.refresh(),
    (state) => {
      if (state === 'open') gate.shut('breaker', 'the store did not answer lately');
      if (state === 'closed') gate.open('breaker');
      parts.emitter.emit('breaker', { state });
    },
  );
  parts.store.onConnection((state) => {
    if (state === 'up') breaker.retry();
  });
  return { gate, breaker };
}

/** Begins to apply what an earlier life of this process left behind; until then nothing is read from the store. */
export function openSpool(runtime: Runtime, waves: Waves, file: SpoolFile | null): Spool | null {
  if (file === null) return null;
  const { store, clock, gate, emitter } = runtime;
  const spool = new Spool({
    file,
    clock,
    gate,
    apply: ({ id, targets, told }) => waves.run(targets, told, id),
    giveUp: async () => {
      await store.bumpGeneration();
      // Complete when the last reader's lease has run out.
      await new Promise<void>((resolve) => {
        clock.setTimeout(resolve, GENERATION_LEASE_MS);
      });
    },
    onNotice: (notice) => emitter.emit('spool', notice),
  });
  store.onConnection((state) => {
    if (state === 'up') void spool.drain();
  });
  void runtime.started.then(() => spool.drain());
  return spool;
}
