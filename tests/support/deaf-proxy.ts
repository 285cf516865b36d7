// A way to Redis whose subscriptions can go deaf: connections stay open, commands work, and nothing that is published
// arrives any more. Closed with the test file.
import { connect, createServer, type Socket } from 'node:net';
import { afterAll } from 'vitest';

export interface DeafProxy {
  readonly url: string;
  /** From now on messages of the connections that subscribed are swallowed. */
  deafen(): void;
  hear(): void;
}

const opened: (() => void)[] = [];
afterAll(() => {
  for (const close of opened.splice(0)) close();
});

export async function deafProxy(redisUrl: string): Promise<DeafProxy> {
  const { hostname, port } = new URL(redisUrl);
  const sockets = new Set<Socket>();
  let deaf = false;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    let subscribed = false;
    near.on('data', (bytes) => {
      if (bytes.includes('subscribe')) subscribed = true;
      far.write(bytes);
    });
    far.on('data', (bytes) => {
      if (!(deaf && subscribed)) near.write(bytes);
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => {});
      one.on('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    url: `redis://127.0.0.1:${address.port}`,
    deafen: () => {
      deaf = true;
    },
    hear: () => {
      deaf = false;
    },
  };
}
