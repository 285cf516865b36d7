// Redis through testcontainers, used where a Docker-compatible engine answers at once.
import { request } from 'node:http';
import { homedir } from 'node:os';
import { waitForRedis } from '../../scripts/lib/ensure-redis.mjs';
import { freePorts } from '../../scripts/lib/ports.mjs';
import { clusterArgs, joinCluster } from './redis-cluster';
import { freeClusterPorts } from './ports';

const IMAGE = 'valkey/valkey:8-alpine';
const ANSWER_MS = 1_000;
const START_MS = 120_000;
/** Reached through a published port, which does not look like loopback from inside. */
const OPEN = "--bind 0.0.0.0 --protected-mode no --appendonly no --save ''";

/** Address of a container engine that answers, or null; asked for at most a second per address. */
export async function findContainerEngine(): Promise<string | null> {
  const uid = process.getuid?.() ?? 0;
  const addresses = process.env.DOCKER_HOST
    ? [process.env.DOCKER_HOST]
    : [
        'unix:///var/run/docker.sock',
        `unix://${homedir()}/.docker/run/docker.sock`,
        `unix:///run/user/${uid}/docker.sock`,
        `unix:///run/user/${uid}/podman/podman.sock`,
      ];
  const answers = await Promise.all(addresses.map(answersPing));
  return addresses.find((_, i) => answers[i]) ?? null;
}

function answersPing(address: string): Promise<boolean> {
  const url = new URL(address.replace(/^tcp:/, 'http:'));
  const where =
    url.protocol === 'unix:'
      ? { socketPath: url.pathname }
      : { host: url.hostname, port: url.port || 2375 };
  return new Promise((resolve) => {
    const ask = request({ ...where, path: '/_ping', timeout: ANSWER_MS }, (reply) => {
      reply.resume();
      resolve(reply.statusCode === 200);
    });
    ask.on('timeout', () => ask.destroy());
    ask.on('error', () => resolve(false));
    ask.end();
  });
}

/** One container with a standalone Redis. */
export async function startRedisContainer() {
  const [port = 0] = await freePorts(1);
  return startContainer([port], `valkey-server --port ${port} ${OPEN}`);
}

/**
 * One container with all six nodes, each on the same port inside and outside: so that the addresses the nodes tell
 * (127.0.0.1:port) are right for each other and for us, also where the host network is not ours (macOS).
 */
export async function startClusterContainer() {
  const ports = await freeClusterPorts(6);
  const nodes = ports.map(
    (port) => `valkey-server --port ${port} ${OPEN} ${clusterArgs(port).join(' ')}`,
  );
  const running = await startContainer(ports, `${nodes.join(' & ')} & wait`);
  try {
    await joinCluster(ports);
    return running;
  } catch (error) {
    await running.close();
    throw error;
  }
}

async function startContainer(ports: readonly number[], script: string) {
  const { GenericContainer, Wait } = await import('testcontainers');
  const container = await new GenericContainer(IMAGE)
    .withCommand(['sh', '-c', script])
    .withExposedPorts(...ports.map((port) => ({ container: port, host: port })))
    .withWaitStrategy(Wait.forLogMessage(/Ready to accept connections/, ports.length))
    .withStartupTimeout(START_MS)
    .start();
  const urls = ports.map((port) => `redis://127.0.0.1:${port}`);
  const close = async () => void (await container.stop());
  try {
    await Promise.all(urls.map((url) => waitForRedis(url)));
    return { urls, close };
  } catch (error) {
    await close();
    throw error;
  }
}
