// One process of the stampede: the benchmark tells it when to start and what to ask for.
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { createFreshet } from '../server/freshet';

const url = process.argv[2] ?? '';
const raw = new Redis(url);
const cache = createFreshet({ redis: url, namespace: 'bench-stampede', sweeper: false });
let loads = 0;

async function load(): Promise<string> {
  loads++;
  await pause(100);
  return 'x'.repeat(2000);
}

async function lockAndPoll(key: string): Promise<string> {
  for (;;) {
    const value = await raw.get(key);
    if (value !== null) return value;
    if ((await raw.set(`${key}:lock`, '1', 'PX', 3000, 'NX')) === 'OK') {
      const loaded = await load();
      await raw.set(key, loaded, 'EX', 60);
      return loaded;
    }
    await pause(10);
  }
}

process.on('message', (message: { kind: 'raw' | 'freshet'; key: string; callers: number }) => {
  loads = 0;
  const read = () =>
    message.kind === 'raw'
      ? lockAndPoll(message.key)
      : cache.getWithSWR(message.key, load, { ttl: 60 });
  const callers = Array.from({ length: message.callers }, async () => {
    const startedAt = performance.now();
    await read();
    return performance.now() - startedAt;
  });
  void Promise.all(callers).then((latenciesMs) => process.send?.({ loads, latenciesMs }));
});
process.on('disconnect', () => process.exit(0));
await Promise.all([cache.ready(), raw.ping()]);
process.send?.({ ready: true });
