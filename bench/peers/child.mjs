// One process of a fleet on a peer: asks for a cold key with many callers, and tells how many loads it made itself.
import { setTimeout as pause } from 'node:timers/promises';
import { peers } from './peers.mjs';

const [, , name = '', url = '', namespace = ''] = process.argv;
const open = peers[name];
if (!open) throw new Error(`there is no peer "${name}"`);
const peer = await open({ url, namespace, tier: 'l2' });
let loads = 0;

async function load() {
  loads++;
  await pause(100);
  return 'x'.repeat(2000);
}

process.on('message', (/** @type {{ key: string, callers: number }} */ { key, callers }) => {
  loads = 0;
  const asked = Array.from({ length: callers }, async () => {
    const startedAt = performance.now();
    await peer.read(key, load);
    return performance.now() - startedAt;
  });
  void Promise.all(asked).then((latenciesMs) => process.send?.({ loads, latenciesMs }));
});
process.on('disconnect', () => process.exit(0));
await peer.read('warm-up', async () => 1);
process.send?.({ ready: true });
