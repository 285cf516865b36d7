// What integration tests need of Redis. Everything opened here is closed at the end of the test file.
import { randomBytes } from 'node:crypto';
import { type Cluster, Redis } from 'ioredis';
import { afterAll, inject } from 'vitest';
import type {} from './global-redis';
import { connectTo, type StoreAddress } from './redis-client';
import { type RedisProcess, type RedisProcessOptions, startRedisProcess } from './redis-process';

export { waitFor } from './wait-for';
export type { RedisProcess } from './redis-process';

export interface StoreUnderTest {
  readonly name: 'standalone' | 'cluster';
  /** A new client, closed with the test file. For a Cluster, reads go to primaries. */
  connect(): Redis | Cluster;
  /** What `tests/support/child.ts` needs to connect to the same store: pass it on as JSON. */
  readonly address: StoreAddress;
}

const opened: { close(): Promise<unknown> | void }[] = [];
afterAll(async () => {
  await Promise.all(opened.splice(0).map(async (one) => one.close()));
});

/** Both topologies, for `describe.each(stores)('$name', (store) => …)`: one contract, two real stores. */
export const stores: readonly StoreUnderTest[] = [
  storeAt('standalone', { url: inject('redisUrl') }),
  storeAt('cluster', { clusterUrls: inject('redisClusterUrls') }),
];

function storeAt(name: StoreUnderTest['name'], address: StoreAddress): StoreUnderTest {
  return { name, address, connect: () => keep(connectTo(address)) };
}

function keep<C extends Redis | Cluster>(client: C): C {
  // Without a listener a lost connection would be printed as an unhandled error; tests look at calls instead.
  client.on('error', () => {});
  opened.push({ close: () => client.disconnect() });
  return client;
}

/** A client of a URL, closed with the test file. */
export function openClient(url: string): Redis {
  return keep(new Redis(url));
}

let counter = 0;
/** A namespace nobody else has: tests share the servers, never the keys. */
export function uniqueNamespace(name = 't'): string {
  counter += 1;
  return `${name}-${process.pid}-${counter}-${randomBytes(4).toString('hex')}`;
}

/** A Redis of this test alone, to stop, kill, pause and start again. Closed with the test file. */
export async function startRedis(options?: RedisProcessOptions): Promise<RedisProcess> {
  const server = await startRedisProcess(options);
  opened.push(server);
  return server;
}
