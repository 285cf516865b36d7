import { fileURLToPath } from 'node:url';
import { startChild } from '../scripts/lib/child.mjs';
import { freePort } from '../scripts/lib/ports.mjs';
import { waitFor } from '../tests/support/wait-for';
import { environmentOf } from './support/start-world';
import { expect, test } from './support/test';
import { emailOf } from './support/world';

const root = fileURLToPath(new URL('..', import.meta.url));

test.use({ role: null });

test('a console that is told to stop ends its open streams and exits by itself', async ({
  playwright,
  world,
}) => {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = { ...environmentOf({ ...world, consoleUrl: url }, port, 0) };
  const args = ['node_modules/next/dist/bin/next', 'start', '-p', String(port)];
  const second = startChild({ name: 'console', command: process.execPath, args, env, cwd: root });
  try {
    await waitFor('the second console', async () => (await fetch(`${url}/readyz`)).ok, {
      timeoutMs: 60_000,
    });
    const request = await playwright.request.newContext({ baseURL: url });
    const signedIn = await request.post('/api/auth/sign-in/email', {
      data: { email: emailOf('viewer'), password: world.passwords.viewer },
      headers: { origin: url },
    });
    expect(signedIn.ok()).toBe(true);
    const { cookies } = await request.storageState();
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    await request.dispose();

    const stream = await fetch(`${url}/api/v1/stream`, { headers: { cookie } });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const ended = stream.text().then(
      () => 'ended',
      () => 'cut off',
    );
    process.kill(second.pid, 'SIGTERM');

    expect(await ended).toBe('ended');
    expect(await second.exited).toMatchObject({ code: 0, signal: null });
  } finally {
    await second.stop();
  }
});
