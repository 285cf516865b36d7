// A TCP proxy in front of a Redis that can be told to misbehave as networks do.
import { createServer, connect, type Server, type Socket } from 'node:net';

/**
 * What the proxy does with traffic.
 * `pass` forwards · `drop-replies` lets commands through and swallows what the server says · `stall` holds both
 * directions and loses nothing · `half-open` swallows both, and connections look alive.
 */
export type Weather = 'pass' | 'drop-replies' | 'stall' | 'half-open';

export interface FaultProxy {
  readonly url: string;
  /** How many faults were switched on or fired so far. */
  readonly faults: number;
  set(weather: Weather): void;
  /** Ends every connection with a reset. */
  reset(): void;
  close(): Promise<void>;
}

interface Pair {
  client: Socket;
  server: Socket;
}

/** Listens on a free port of the loopback and forwards to the port given. */
export async function startFaultProxy(port: number): Promise<FaultProxy> {
  const pairs = new Set<Pair>();
  let weather: Weather = 'pass';
  let faults = 0;

  const listener: Server = createServer((client) => {
    const server = connect(port, '127.0.0.1');
    const pair = { client, server };
    pairs.add(pair);
    if (weather === 'stall') hold(pair);
    client.on('data', (chunk) => {
      if (weather !== 'half-open') server.write(chunk);
    });
    server.on('data', (chunk) => {
      if (weather === 'pass' || weather === 'stall') client.write(chunk);
    });
    const end = () => {
      pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) socket.on('error', end).on('close', end);
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  const own = typeof address === 'object' && address !== null ? address.port : 0;

  const proxy: FaultProxy = {
    url: `redis://127.0.0.1:${own}`,
    get faults() {
      return faults;
    },
    set(next) {
      if (next !== 'pass') faults++;
      // Bytes that were swallowed cannot be made up for: such a connection has lost its place in the conversation.
      if (weather === 'drop-replies' || weather === 'half-open') proxy.reset();
      weather = next;
      for (const pair of pairs) (next === 'stall' ? hold : release)(pair);
    },
    reset() {
      faults++;
      for (const { client, server } of pairs) {
        client.resetAndDestroy();
        server.destroy();
      }
      pairs.clear();
    },
    async close() {
      proxy.reset();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
  return proxy;
}

function hold({ client, server }: Pair): void {
  client.pause();
  server.pause();
}

function release({ client, server }: Pair): void {
  client.resume();
  server.resume();
}
