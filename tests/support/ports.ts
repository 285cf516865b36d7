import { createServer } from 'node:net';
import { freePort } from '../../scripts/lib/ports.mjs';

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Different free ports whose cluster bus (port + 10000) is free too. */
export async function freeClusterPorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  for (let tries = 0; ports.size < count && tries < 500; tries++) {
    const port = await freePort();
    const bus = port + 10_000;
    if (bus < 65_536 && !ports.has(port) && !ports.has(bus) && (await isFree(bus))) ports.add(port);
  }
  // macOS and Linux hand out ports from a high range; below it there is always room.
  for (let port = 21_000 + (process.pid % 9_000); ports.size < count && port < 45_000; port++) {
    if ((await isFree(port)) && (await isFree(port + 10_000))) ports.add(port);
  }
  if (ports.size < count) throw new Error(`no ${count} free ports for a Redis Cluster`);
  return [...ports];
}
