import ELK, { type ELK as Elk } from 'elkjs/lib/elk-api';
import type { GraphViewModel } from '@/lib/contract';
import { type Arrangement, fromElkGraph, toElkGraph } from './elk-graph';

interface Client {
  elk: Elk;
  /** Rejects when the worker cannot start or dies: elk itself would then wait for ever. */
  died: Promise<never>;
}
let client: Client | null = null;

/** Lays a view out in a worker; rejects with the reason when the worker is not available. */
export async function layoutView(view: GraphViewModel): Promise<Arrangement> {
  client ??= startClient();
  return fromElkGraph(await Promise.race([client.elk.layout(toElkGraph(view)), client.died]));
}

function startClient(): Client {
  let die: (reason: Error) => void = () => {};
  const died = new Promise<never>((_, reject) => {
    die = reject;
  });
  // Each caller that races with it hears of it; without one it must not be an unhandled rejection.
  died.catch(() => {});
  const elk = new ELK({
    workerFactory: () => {
      const worker = new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' });
      worker.addEventListener('error', (event) => {
        client = null;
        die(new Error(event.message || 'the layout worker could not start'));
      });
      return worker;
    },
  });
  return { elk, died };
}
