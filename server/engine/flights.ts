// The flights of one process: asking for the lease, waiting for somebody else's load, loading.
import { isFreshetError } from './errors';
import { Flight, type Outcome } from './flight';
import { LoadScope } from './load-context';
import { type LoadPlan, loadUnderLease, runLoader } from './loading';
import { inspectBlob, provenanceOf } from './lookup';
import type { Runtime } from './runtime';
import type { Semaphore } from './semaphore';

/** A wake-up can be lost: those who wait look again at least this often. */
const POLL_MS = 250;

/** Marks a failure of the store on its way out of a lookup or a flight. */
export class StoreAway extends Error {
  constructor(cause: unknown) {
    super('the store did not answer', { cause });
  }
}

export class Flights {
  private readonly byKey = new Map<string, Flight>();

  constructor(
    private readonly runtime: Runtime,
    private readonly origin: Semaphore,
  ) {}

  /** The flight of a key that can still be joined. */
  openOne(key: string): Flight | null {
    const flight = this.byKey.get(key);
    return flight?.open ? flight : null;
  }

  start(key: string, plan: LoadPlan, scope: LoadScope | null, background: boolean): Flight {
    const flight = new Flight(key, background, (self) =>
      // Not before the flight can be found.
      Promise.resolve()
        .then(() => this.fly(self, plan, scope))
        .finally(() => {
          self.open = false;
          if (this.byKey.get(key) === self) this.byKey.delete(key);
        }),
    );
    this.byKey.set(key, flight);
    return flight;
  }

  private async fly(flight: Flight, plan: LoadPlan, parent: LoadScope | null): Promise<Outcome> {
    const { store, verifier, generation, waiters, clock, settings, rules, entropy } = this.runtime;
    const { key } = flight;
    const token = entropy.token();
    const deadline = clock.now() + settings.waitMs;
    const waiter = waiters.prepare(key);
    let takeover = false;
    try {
      for (;;) {
        flight.round++;
        const round = flight.round;
        const { reply, held } = await this.ask(async () => {
          const held = await generation.current();
          const reply = await verifier.acquire({
            key,
            token,
            leaseMs: settings.leaseMs,
            generation: held,
            takeover,
            declaredTypes: plan.declaredTypes,
          });
          return { reply, held };
        });
        if (reply.status === 'hit') {
          const found = inspectBlob(reply.blob, held, store.nodeNow());
          // Undecodable: load over it.
          takeover = found.kind === 'none';
          if (found.kind === 'none') continue;
          const loaded = { value: found.value, ...provenanceOf(reply.blob as Buffer) };
          return { kind: 'loaded', loaded: { ...loaded, standing: 'cached', round } };
        }
        if (reply.status === 'stale-lease' || reply.status === 'miss-lease') {
          const lease = { reply, token, generation: held, parent };
          return await loadUnderLease(this.runtime, flight, plan, lease);
        }
        if (reply.status === 'stale' && flight.background) return { kind: 'busy' };
        if (clock.now() >= deadline || !rules.lease)
          return await this.loadUnleased(flight, plan, parent);
        await waiter.wait(Math.min(POLL_MS, reply.leaseLeftMs + 5));
      }
    } finally {
      waiter.done();
    }
  }

  private async ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      if (this.runtime.gate.isShut) this.runtime.gate.refuse();
      return await question();
    } catch (error) {
      if (isFreshetError(error)) throw error;
      throw new StoreAway(error);
    }
  }

  /** Waited past the deadline: the holder is alive but slow. Never stored. */
  private async loadUnleased(
    flight: Flight,
    plan: LoadPlan,
    parent: LoadScope | null,
  ): Promise<Outcome> {
    const scope = new LoadScope(flight.key, 0, parent, flight, this.runtime.rules);
    try {
      const value = await this.origin.run(() => runLoader(this.runtime, scope, plan.load));
      const loaded = { value, sequence: 0, refs: [], round: flight.round };
      return { kind: 'loaded', loaded: { ...loaded, standing: 'private' } };
    } catch (error) {
      return { kind: 'failed', error, stale: null };
    }
  }
}
