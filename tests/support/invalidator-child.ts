// A process that invalidates and is killed -9 after a chosen step of the store, whichever that is: nothing of it runs on.
import type { Store } from '@/server/engine/ports';
import type { Freshet } from '@/server/freshet';
import { assemble } from '@/server/redis/create';
import { serve } from './child';
import { connectTo, type StoreAddress } from './redis-client';

let cache: Freshet;
let steps = 0;

/** Everything an invalidation does to the store. Each is one command (one script), or one per key on a Cluster. */
const stepNames = [
  'recall',
  'remember',
  'openWave',
  'openWalk',
  'touchWave',
  'mark',
  'markAll',
  'markAndCut',
  'cut',
  'closeWave',
  'announce',
] as const satisfies readonly (keyof Store)[];

function killedAfter(store: Store, dieAt: number): Store {
  for (const name of stepNames) {
    const step = store[name];
    if (step === undefined) continue;
    const counted = async (...args: unknown[]) => {
      const result = await Reflect.apply(step, store, args);
      steps++;
      if (steps === dieAt) process.kill(process.pid, 'SIGKILL');
      return result;
    };
    Object.assign(store, { [name]: counted });
  }
  return store;
}

serve({
  async open(input) {
    const { address, namespace, dieAt } = input as {
      address: StoreAddress;
      namespace: string;
      dieAt: number;
    };
    cache = assemble(
      { redis: connectTo(address), namespace, sweeper: false, warmWorker: false },
      { wrapStore: (store) => killedAfter(store, dieAt) },
    );
    await cache.ready();
  },
  /** Applies an event; answers how many steps that took, when it lived so long. */
  async change(input) {
    steps = 0;
    const { id, eventId } = input as { id: string; eventId: string };
    await cache.handleDataChange({ type: 'updated', entity: 'product', id, eventId });
    // The record is written behind the answer.
    await cache.waves();
    return steps;
  },
});
