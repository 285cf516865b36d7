// A real Redis Cluster on the loopback: three masters and three replicas, put together with the commands that
// `redis-cli --cluster create` would send (redis-cli need not be installed).
import { Redis } from 'ioredis';
import { freeClusterPorts } from './ports';
import { type RedisProcess, startRedisProcess } from './redis-process';
import { waitFor } from './wait-for';

const MASTERS = 3;
const REPLICAS = 3;
const SLOTS = 16_384;

export interface RedisCluster {
  /** One URL per node, masters first. */
  readonly urls: string[];
  readonly nodes: readonly RedisProcess[];
  close(): Promise<void>;
}

/** Starts six nodes and resolves when all slots are served and every replica follows its master. */
export async function startRedisCluster(): Promise<RedisCluster> {
  const ports = await freeClusterPorts(MASTERS + REPLICAS);
  const started = await Promise.allSettled(
    ports.map((port) => startRedisProcess({ port, args: clusterArgs(port) })),
  );
  const nodes = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const close = async () => void (await Promise.all(nodes.map((node) => node.close())));
  try {
    const failed = started.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
    await joinCluster(ports);
  } catch (error) {
    await close();
    throw error;
  }
  return { urls: ports.map((port) => `redis://127.0.0.1:${port}`), nodes, close };
}

/** What makes a Redis a cluster node that other machines' processes reach at 127.0.0.1:port. */
export function clusterArgs(port: number): string[] {
  const settings = {
    'cluster-enabled': 'yes',
    'cluster-config-file': `nodes-${port}.conf`,
    'cluster-node-timeout': '5000',
    'cluster-announce-ip': '127.0.0.1',
    'cluster-allow-replica-migration': 'no',
    'repl-diskless-sync-delay': '0',
  };
  return Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
}

/** Gives the slots to the first three, introduces everybody, lets the last three follow. */
export async function joinCluster(ports: readonly number[]): Promise<void> {
  const clients = ports.map((port) => new Redis({ port, host: '127.0.0.1', lazyConnect: true }));
  try {
    const ids = await Promise.all(clients.map((client) => client.cluster('MYID')));
    await Promise.all(clients.map((client, i) => client.cluster('SET-CONFIG-EPOCH', i + 1)));
    await Promise.all(
      clients.slice(0, MASTERS).map((client, i) => client.cluster('ADDSLOTS', ...slotsOf(i))),
    );
    const [first, ...others] = clients;
    const firstPort = ports[0];
    if (!first || firstPort === undefined) throw new Error('a cluster needs nodes');
    for (const other of others) await other.cluster('MEET', '127.0.0.1', firstPort);
    await everywhere('all nodes to know each other', clients, async (client) => {
      const nodes = String(await client.cluster('NODES'));
      return ids.every((id) => nodes.includes(id)) && !nodes.includes('handshake');
    });
    for (const [i, client] of clients.slice(MASTERS).entries()) {
      const master = ids[i % MASTERS];
      if (master !== undefined) await client.cluster('REPLICATE', master);
    }
    await everywhere('all slots to be served', clients, async (client) =>
      (await client.cluster('INFO')).includes('cluster_state:ok'),
    );
    await everywhere('replicas to follow', clients.slice(MASTERS), async (client) =>
      (await client.info('replication')).includes('master_link_status:up'),
    );
    await everywhere('replicas to be known', clients, async (client) => {
      const nodes = String(await client.cluster('NODES'));
      return nodes.split('\n').filter((line) => / (myself,)?slave /.test(line)).length === REPLICAS;
    });
  } finally {
    for (const client of clients) client.disconnect();
  }
}

function slotsOf(master: number): number[] {
  const from = Math.floor((SLOTS * master) / MASTERS);
  const to = Math.floor((SLOTS * (master + 1)) / MASTERS);
  return Array.from({ length: to - from }, (_, i) => from + i);
}

function everywhere(
  what: string,
  clients: readonly Redis[],
  holds: (client: Redis) => Promise<boolean>,
): Promise<unknown> {
  return waitFor(what, async () => (await Promise.all(clients.map(holds))).every(Boolean), {
    timeoutMs: 30_000,
    everyMs: 50,
  });
}
