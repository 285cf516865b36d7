// What differs between a standalone Redis and a Cluster for those who read a lot: which nodes there are, and how many
// keys may travel together.
import type { Redis } from 'ioredis';
import { FreshetError } from '../engine/errors';
import type { Client } from './script';

/** The nodes that hold keys. Rejects when a Cluster shows none: "no nodes" must not look like "no keys". */
export async function mastersOf(client: Client): Promise<Redis[]> {
  if (!isCluster(client)) return [client];
  if (client.nodes('master').length === 0) await client.ping();
  const masters = client.nodes('master');
  if (masters.length > 0) return masters;
  throw new FreshetError('store-unavailable', 'the Redis Cluster shows no primary nodes');
}

/** Not `instanceof`: the caller's copy of the Redis client may be another one than ours. */
export function isCluster(client: Client): client is Exclude<Client, Redis> {
  return client.isCluster;
}

/**
 * Sends independent commands together and returns their replies in order; text as strings. Rejects with the first
 * error: a reply that is missing is never an empty one.
 */
export async function sendAll(
  client: Client,
  commands: readonly (readonly [name: string, ...args: (string | number)[]])[],
): Promise<unknown[]> {
  // Keys of different slots do not fit in one pipeline; each command then finds its node by itself.
  if (isCluster(client)) return Promise.all(commands.map((command) => client.call(...command)));
  const pipeline = client.pipeline();
  for (const command of commands) pipeline.call(...command);
  const replies = (await pipeline.exec()) ?? [];
  if (replies.length !== commands.length) throw new Error('a pipeline was cut short');
  return replies.map(([error, reply]) => {
    if (error) throw error;
    return reply;
  });
}

/** Runs a read or write of the store; what the client throws becomes `store-unavailable`, told with the operation. */
export async function asking<T>(operation: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof FreshetError) throw error;
    throw new FreshetError(
      'store-unavailable',
      `Redis could not answer (${operation}): ${reasonOf(error)}`,
      {
        cause: error,
      },
    );
  }
}

/** The client's own words where they say something, ours where they speak of its options. */
function reasonOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error);
  return /enableOfflineQueue|Connection is closed|maxRetriesPerRequest/i.test(words)
    ? 'the connection is lost'
    : words;
}
