// The engine on Redis: connections, topology, safety check.
import type { Cluster, Redis } from 'ioredis';
import { installRecords } from '../engine/codec';
import { createEngine } from '../engine/engine';
import {
  type EngineOptions,
  type Freshet,
  FreshetError,
  type InvalidateResult,
} from '../engine/index';
import type { Clock, Store } from '../engine/ports';
import type { Rules } from '../engine/rules';
import { walkLimitOf } from '../engine/settings';
import { Backplane } from './backplane';
import { connect, connectPatiently } from './connections';
import { FusedProtocolStore } from './fused-store';
import { evictionFault } from './health';
import { RedisInspectStore } from './inspect-store';
import { checkNamespace } from './keyspace';
import { RedisLoadNotes } from './load-notes';
import { mergePorts } from './merge-ports';
import { isCluster } from './nodes';
import { RedisProtocolStore } from './protocol-store';
import { records } from './records';
import type { Client } from './script';
import { openSpoolFile } from './spool-file';
import { RedisSettleStore } from './settle-store';
import { RedisStatsStore } from './stats-store';
import { BullWarmQueue } from './warm-queue';
import { RedisWarmRegistry } from './warm-registry';

export interface FreshetConfig extends EngineOptions {
  /** A `redis://` URL, or an ioredis `Redis`/`Cluster` of yours: its settings are copied, it is neither used nor closed. */
  redis: string | Redis | Cluster;
  /** How long one command may take before the store counts as away. Default 1000. */
  commandTimeoutMs?: number;
  /**
   * A folder of this process alone, the same at each start, on a disk that outlives it. With it an invalidation that Redis
   * cannot take now is written there, answers `{ state: 'pending' }`, and is applied before this process reads Redis again.
   * Without it such an invalidation fails with `store-unavailable`. Default none.
   */
  spoolDir?: string;
}

/** A cache whose invalidations are never pending. */
export type PlainConfig = FreshetConfig & { spoolDir?: undefined };

/** Connects in the background and returns the engine; `ready()` tells when the Redis was found safe to use. */
export function createFreshet(config: PlainConfig): Freshet;
export function createFreshet(config: FreshetConfig): Freshet<InvalidateResult>;
export function createFreshet(config: FreshetConfig): Freshet<InvalidateResult> {
  return assemble(config, {});
}

/** What tests reach inside for: rules switched off, a store that is slowed or watched. Not part of the package. */
export interface Internals {
  rules?: Partial<Rules>;
  wrapStore?: (store: Store) => Store;
  clock?: Clock;
}

export function assemble(config: PlainConfig, internals: Internals): Freshet;
export function assemble(config: FreshetConfig, internals: Internals): Freshet<InvalidateResult>;
export function assemble(config: FreshetConfig, internals: Internals): Freshet<InvalidateResult> {
  const ns = checkNamespace(config.namespace);
  installRecords(records);
  const client = connect(config.redis, config.commandTimeoutMs ?? 1000);
  // Errors of a connection reach the callers of commands; without a listener they would end the process.
  client.on('error', () => {});
  const topology = isCluster(client) ? 'cluster' : 'standalone';
  const backplane = new Backplane(connectPatiently(client), client, ns);
  const Protocol = topology === 'cluster' ? RedisProtocolStore : FusedProtocolStore;
  const protocol = new Protocol(client, ns, topology, backplane, walkLimitOf(config));
  const store = mergePorts(
    protocol,
    new RedisInspectStore(client, ns),
    new RedisStatsStore(client, ns, () => protocol.nodeNow()),
    new RedisWarmRegistry(client, ns),
    new RedisSettleStore(client, ns),
  );
  const warmQueue = new BullWarmQueue({ connect: () => connectPatiently(client), ns });
  const whole: Store = Object.assign(store, { close: () => closeAll(client, backplane) });
  return createEngine(config, {
    store: internals.wrapStore?.(whole) ?? whole,
    ...(internals.rules === undefined ? {} : { rules: internals.rules }),
    ...(internals.clock === undefined ? {} : { clock: internals.clock }),
    warmQueue,
    spoolFile: config.spoolDir === undefined ? null : openSpoolFile(config.spoolDir, ns),
    loadNotes: new RedisLoadNotes(client, ns, () => protocol.nodeNow()),
    checkStore: () => checkStore(client, store),
  });
}

async function closeAll(client: Client, backplane: Backplane): Promise<void> {
  await backplane.close();
  client.disconnect();
}

async function checkStore(client: Client, store: Pick<RedisInspectStore, 'health'>): Promise<void> {
  await firstConnection(client);
  const health = await store.health();
  const fault = evictionFault(health.evictionPolicy);
  if (fault !== null) throw new FreshetError('unsafe-eviction-policy', fault);
}

/** Resolves when the connection is ready, rejects at the first failure; the client goes on trying by itself. */
function firstConnection(client: Client): Promise<void> {
  if (client.status === 'ready') return Promise.resolve();
  return new Promise((resolve, reject) => {
    const settle = (error?: Error) => {
      client.off('ready', onReady);
      client.off('error', onError);
      client.off('close', onClose);
      if (error === undefined) resolve();
      else {
        reject(
          new FreshetError('store-unavailable', `Redis did not answer: ${error.message}`, {
            cause: error,
          }),
        );
      }
    };
    const onReady = () => settle();
    const onError = (error: Error) => settle(error);
    const onClose = () => settle(new Error('the connection was closed'));
    client.on('ready', onReady);
    client.on('error', onError);
    client.on('close', onClose);
  });
}
