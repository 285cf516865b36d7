// Another client of the same Redis: pings it one after the other, and tells the longest answer since it was last asked.
import { Redis } from 'ioredis';

const client = new Redis(process.argv[2] ?? '');
let longestMs = 0;
let stopped = false;

process.on('message', () => {
  process.send?.({ longestMs });
  longestMs = 0;
});
process.on('disconnect', () => {
  stopped = true;
});
await client.ping();
process.send?.({ ready: true });
while (!stopped) {
  const startedAt = performance.now();
  await client.ping();
  longestMs = Math.max(longestMs, performance.now() - startedAt);
}
client.disconnect();
