// Two kinds of connection: one that fails fast for reads and writes, one that waits for the server for subscriptions
// and queues.
import { type Cluster, type ClusterOptions, Redis, type RedisOptions } from 'ioredis';
import { isCluster } from './nodes';
import { writeTogether } from './one-write';
import type { Client } from './script';

/** Commands fail instead of queueing: a cache that hangs is worse than a miss (protocol.md, P6). */
function failFast(): RedisOptions {
  return {
    // Scripts spell key names that a prefix of the client could not reach: the namespace is the prefix.
    keyPrefix: '',
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2000,
    retryStrategy: (times) => Math.min(50 * times, 1000),
  };
}

const patient: RedisOptions = {
  keyPrefix: '',
  enableOfflineQueue: true,
  maxRetriesPerRequest: null,
  autoResubscribe: false,
};

export function connect(redis: string | Client, commandTimeoutMs: number): Client {
  const client = connectFast(redis, commandTimeoutMs);
  writeTogether(client);
  return client;
}

function connectFast(redis: string | Client, commandTimeoutMs: number): Client {
  // One timer per connection instead of one per command: a server that says nothing for so long is cut off, and what
  // waited for it fails (maxRetriesPerRequest 0). A Cluster's nodes retry by themselves, so there each command is timed.
  const options = { ...failFast(), socketTimeout: commandTimeoutMs };
  if (typeof redis === 'string') return new Redis(redis, options);
  if (!isCluster(redis)) return redis.duplicate(options);
  const timed = { ...failFast(), maxRetriesPerRequest: 1, commandTimeout: commandTimeoutMs };
  return duplicateCluster(redis, timed, {
    enableOfflineQueue: false,
    clusterRetryStrategy: (times) => Math.min(50 * times, 1000),
  });
}

/** Never on a reader's path. */
export function connectPatiently(client: Client): Client {
  const {
    commandTimeout: _commandTimeout,
    socketTimeout: _socketTimeout,
    ...kept
  } = isCluster(client) ? { ...client.options.redisOptions } : client.options;
  if (!isCluster(client)) return new Redis({ ...kept, ...patient });
  return duplicateCluster(client, { ...kept, ...patient }, { enableOfflineQueue: true });
}

function duplicateCluster(
  cluster: Cluster,
  redisOptions: RedisOptions,
  options: ClusterOptions,
): Cluster {
  const nodes = cluster.nodes().map((node) => ({
    host: node.options.host ?? '127.0.0.1',
    port: node.options.port ?? 6379,
  }));
  return cluster.duplicate(nodes, {
    ...cluster.options,
    ...options,
    redisOptions: { ...cluster.options.redisOptions, ...redisOptions },
  });
}
