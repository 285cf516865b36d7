// Once per run: one standalone Redis and one six-node Redis Cluster, real ones. Where they come from, in this order:
// REDIS_URL / REDIS_CLUSTER_URL, testcontainers (if a container engine answers), child processes.
import type { TestProject } from 'vitest/node';
import { startRedisCluster } from './redis-cluster';
import { findContainerEngine, startClusterContainer, startRedisContainer } from './redis-container';
import { startRedisProcess } from './redis-process';

declare module 'vitest' {
  export interface ProvidedContext {
    redisUrl: string;
    redisClusterUrls: string[];
  }
}

interface Running {
  from: string;
  urls: string[];
  close(): Promise<void>;
}

export default async function startRedisForTests(project: TestProject) {
  const engine = await findContainerEngine();
  const started = await Promise.allSettled([startStandalone(engine), startCluster(engine)]);
  const running = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const closeAll = async () => void (await Promise.all(running.map((one) => one.close())));
  const failed = started.find((one) => one.status === 'rejected');
  const [standalone, cluster] = running;
  if (failed || !standalone || !cluster) {
    await closeAll();
    throw failed?.reason ?? new Error('Redis for the tests did not start');
  }
  console.log(`Redis for tests: standalone from ${standalone.from}, cluster from ${cluster.from}`);
  project.provide('redisUrl', standalone.urls[0] ?? '');
  project.provide('redisClusterUrls', cluster.urls);
  return closeAll;
}

async function startStandalone(engine: string | null): Promise<Running> {
  const given = process.env.REDIS_URL;
  if (given) return { from: 'REDIS_URL', urls: [given], close: async () => {} };
  const contained = engine && (await orProcesses(startRedisContainer));
  if (contained) return { from: 'a container', ...contained };
  const server = await startRedisProcess();
  return { from: 'a child process', urls: [server.url], close: server.close };
}

async function startCluster(engine: string | null): Promise<Running> {
  const given = process.env.REDIS_CLUSTER_URL;
  if (given) return { from: 'REDIS_CLUSTER_URL', urls: given.split(','), close: async () => {} };
  const contained = engine && (await orProcesses(startClusterContainer));
  if (contained) return { from: 'a container', ...contained };
  const cluster = await startRedisCluster();
  return { from: 'child processes', urls: cluster.urls, close: cluster.close };
}

/** A container engine without the image (offline, no registry) is told and passed over. */
async function orProcesses<T>(start: () => Promise<T>): Promise<T | null> {
  try {
    return await start();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    console.log(`The container engine answers but gave no Redis (${why}): using child processes.`);
    return null;
  }
}
