// Redis through testcontainers, used where a Docker-compatible engine answers at once.
import { request } from 'node:http';
import { homedir } from 'node:os';
import { clusterArgs, joinCluster } from './redis-cluster';
import { freeClusterPorts } from './ports';

const IMAGE = 'valkey/valkey:8-alpine';
const ANSWER_MS = 1_000;
const PULL_MS = 120_000;

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
  const { GenericContainer, Wait } = await import('testcontainers');
  const container = await new GenericContainer(IMAGE)
    .withCommand(['valkey-server', '--save', '', '--appendonly', 'no'])
    .withExposedPorts(6379)
    .withWaitStrategy(Wait.forListeningPorts())
    .withStartupTimeout(PULL_MS)
    .start();
  return {
    url: `redis://${container.getHost()}:${container.getMappedPort(6379)}`,
    close: async () => void (await container.stop()),
  };
}

/**
 * One container with all six nodes, each on the same port inside and outside: so that the addresses the nodes tell
 * (127.0.0.1:port) are right for each other and for us, also where the host network is not ours (macOS).
 */
export async function startClusterContainer() {
  const { GenericContainer, Wait } = await import('testcontainers');
  const ports = await freeClusterPorts(6);
  const commands = ports.map((port) =>
    ['valkey-server', '--port', port, '--save', "''", ...clusterArgs(port)].join(' '),
  );
  const container = await new GenericContainer(IMAGE)
    .withCommand(['sh', '-c', `${commands.join(' & ')} & wait`])
    .withExposedPorts(...ports.map((port) => ({ container: port, host: port })))
    .withWaitStrategy(Wait.forListeningPorts())
    .withStartupTimeout(PULL_MS)
    .start();
  const close = async () => void (await container.stop());
  try {
    await joinCluster(ports);
  } catch (error) {
    await close();
    throw error;
  }
  return { urls: ports.map((port) => `redis://127.0.0.1:${port}`), close };
}
