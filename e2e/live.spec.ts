// The live stream through a connection that is cut.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { createFreshet } from '../server/freshet';
import { waitFor } from '../tests/support/wait-for';
import { expect, test } from './support/test';

test.use({ role: 'viewer' });

/** A wire to the console that can be cut: open connections end, and new ones are refused until it is mended. */
async function startWire(consoleUrl: string) {
  const open = new Set<Socket>();
  let whole = true;
  const { hostname, port } = new URL(consoleUrl);
  const server = createServer((inner) => {
    if (!whole) return void inner.destroy();
    const outer = connect(Number(port), hostname);
    for (const [from, to] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      open.add(from);
      from.pipe(to);
      from.on('error', () => {});
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  return {
    url: `http://localhost:${address.port}`,
    cut() {
      whole = false;
      for (const socket of open) socket.destroy();
    },
    mend() {
      whole = true;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test('waves that pass while the connection is cut arrive once it is back: none lost, none twice', async ({
  page,
  world,
  expected,
}) => {
  expected.complaints.push(/net::ERR_/, /Failed to load resource/);
  const wire = await startWire(world.consoleUrl);
  const cache = createFreshet({ redis: world.redisUrl, namespace: 'shop', sweeper: false });
  try {
    await page.goto(`${wire.url}/waves`);
    await page.evaluate(() => {
      const told: string[] = [];
      Object.assign(window, { told });
      const source = new EventSource('/api/v1/stream');
      source.addEventListener('wave', ({ data }: MessageEvent<string>) => {
        const wave = JSON.parse(data) as { phase: string; cause: { reason?: string } };
        const reason = wave.cause.reason ?? '';
        if (wave.phase === 'finished' && reason.startsWith('cut ')) told.push(reason);
      });
    });
    const told = () => page.evaluate(() => (window as unknown as { told: string[] }).told);
    const wave = (n: number) => cache.invalidateByKey(`cut:${n}`, { reason: `cut ${n}` });
    // The stream is open when it tells something.
    let n = 0;
    await waitFor('the stream to tell', async () => {
      await wave(n++);
      return (await told()).length > 0;
    });
    const first = Number((await told())[0]?.slice(4));
    wire.cut();
    for (let i = 0; i < 5; i++) await wave(n++);
    wire.mend();
    await waitFor('the newest', async () => (await told()).includes(`cut ${n - 1}`), {
      timeoutMs: 20_000,
    });
    await wave(n++);
    await waitFor('live again', async () => (await told()).includes(`cut ${n - 1}`));
    expect(await told()).toEqual(Array.from({ length: n - first }, (_, i) => `cut ${first + i}`));
    // The page itself holds its rows still and counts what is new.
    await expect(page.getByRole('button', { name: /^\d+ new$/ })).toBeVisible();
  } finally {
    await cache.close();
    await wire.close();
  }
});
