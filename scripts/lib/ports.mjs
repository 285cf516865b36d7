// Free and busy TCP ports.
import net from 'node:net';
import { Refusal } from './refusal.mjs';

/**
 * @param {number} port
 * @param {string} [host] undefined = all interfaces
 * @returns {Promise<'free' | 'busy' | 'forbidden' | 'no-such-interface'>}
 */
function probePort(port, host) {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (error) => {
      const code = 'code' in error ? error.code : '';
      if (code === 'EADDRINUSE') resolve('busy');
      else if (code === 'EACCES') resolve('forbidden');
      else if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') resolve('no-such-interface');
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve('free')));
  });
}

/**
 * Refuses with the variable to change when somebody listens on the port already. Loopback is tried on its own,
 * because macOS lets a second server bind all interfaces beside one that holds 127.0.0.1.
 * @param {number} port
 * @param {{ what: string, variable: string }} use who wants the port, and the environment variable that moves it
 */
export async function assertPortFree(port, { what, variable }) {
  for (const host of ['127.0.0.1', '::1', undefined]) {
    const state = await probePort(port, host);
    if (state === 'busy')
      throw new Refusal(
        `Port ${port} for ${what} is in use by another program: stop that program, or set ${variable} to a free port (${variable}=${port + 100} npm run demo).`,
      );
    if (state === 'forbidden')
      throw new Refusal(
        `Port ${port} for ${what} needs privileges: set ${variable} to a port above 1023.`,
      );
  }
}

/**
 * Ports that were free a moment ago, all different (they are held together while being chosen).
 * @param {number} count
 * @returns {Promise<number[]>}
 */
export async function freePorts(count) {
  const servers = await Promise.all(
    Array.from(
      { length: count },
      () =>
        /** @type {Promise<net.Server>} */ (
          new Promise((resolve, reject) => {
            const server = net.createServer();
            server.once('error', reject);
            server.listen({ port: 0, host: '127.0.0.1' }, () => resolve(server));
          })
        ),
    ),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no TCP address');
    return address.port;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

/** @returns {Promise<number>} */
export async function freePort() {
  const [port] = await freePorts(1);
  if (port === undefined) throw new Error('no port');
  return port;
}

/**
 * @param {string | undefined} text
 * @param {string} variable
 * @param {number} fallback
 */
export function parsePort(text, variable, fallback) {
  if (text === undefined || text === '') return fallback;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Refusal(`${variable} must be a port number from 1 to 65535; it is "${text}".`);
  return port;
}
