// A worker without HTTP: takes change events from a Redis stream and keeps the home page warm.
// Events arrive at least once (consumer group, acknowledged after the wave) and are applied once (`eventId`).
//   XADD catalogue:changes * event '{"type":"updated","entity":"product","id":"1","eventId":"e1"}'
import { hostname } from 'node:os';
import { createFreshet } from 'freshet';
import { Redis } from 'ioredis';

const url = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379';
const stream = process.env.STREAM ?? 'catalogue:changes';
const group = 'freshet';
const consumer = `${hostname()}-${process.pid}`;
/** An event another worker took and did not finish within this time is taken over. */
const takeOverMs = Number(process.env.TAKE_OVER_MS ?? 30_000);

const cache = createFreshet({ redis: url, namespace: process.env.NAMESPACE ?? 'example-worker' });

// Stands for your database.
let version = 0;
const product = cache.define('product', {
  key: 'product:{id}',
  load: ({ id }) => ({ id, version: ++version }),
});
cache.define('home', {
  key: 'home:{page}',
  load: async () => ({ featured: await Promise.all(['1', '2'].map((id) => product.get({ id }))) }),
  warm: 'registered',
});
await cache.ready();
await cache.registerForWarming('product', 'home:main', 'home');
cache.on('warm', (report) =>
  console.log(JSON.stringify({ warmed: report.warmed, failed: report.failed })),
);

const redis = new Redis(url, { maxRetriesPerRequest: null });
await redis.xgroup('CREATE', stream, group, '0', 'MKSTREAM').catch((error) => {
  if (!String(error.message).startsWith('BUSYGROUP')) throw error;
});

let stopping = false;
process.on('SIGTERM', () => {
  stopping = true;
});
// The first visitor after a start is served from the cache, too.
await cache.warm(['home:main'], { reason: 'start' });
console.log(`waiting for events on ${stream}`);
while (!stopping) {
  const [, left] = await redis.xautoclaim(stream, group, consumer, takeOverMs, '0', 'COUNT', 20);
  for (const message of left) await apply(message);
  const fresh = await redis.xreadgroup(
    'GROUP',
    group,
    consumer,
    'COUNT',
    20,
    'BLOCK',
    500,
    'STREAMS',
    stream,
    '>',
  );
  for (const [, messages] of fresh ?? []) for (const message of messages) await apply(message);
}
redis.disconnect();
await cache.close();

async function apply([id, fields]) {
  let event;
  try {
    event = JSON.parse(fields[fields.indexOf('event') + 1]);
  } catch {
    // Nothing will ever make it readable: keep it where somebody can look at it.
    await redis
      .multi()
      .xadd(`${stream}:dead`, '*', 'id', id, 'fields', JSON.stringify(fields))
      .xack(stream, group, id)
      .exec();
    console.log(JSON.stringify({ dead: id }));
    return;
  }
  const wave = await cache.handleDataChange({ ...event, eventId: event.eventId ?? id });
  await redis.xack(stream, group, id);
  console.log(
    JSON.stringify({
      event: event.eventId ?? id,
      invalidated: wave.invalidated,
      duplicate: wave.duplicate,
    }),
  );
}
