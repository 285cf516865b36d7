import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildIsStale } from '@/scripts/demo/build.mjs';
import { lockDataDir } from '@/scripts/demo/lock.mjs';
import { assertNode, modulesAreStale } from '@/scripts/lib/ensure-modules.mjs';
import { assertRedisAnswers } from '@/scripts/lib/ensure-redis.mjs';
import { assertPortFree, freePorts, parsePort } from '@/scripts/lib/ports.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'freshet-setup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const write = (name: string, text = '', seconds = 1000) => {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  utimesSync(file, seconds, seconds);
};

describe('what is in the way is told in one sentence with the fix', () => {
  it('an old Node', () => {
    expect(() => assertNode('20.18.1')).toThrow(/Node 20.18.1 is too old.*20.19/);
    expect(() => assertNode('18.20.0')).toThrow();
    expect(() => assertNode('20.19.0')).not.toThrow();
    expect(() => assertNode('22.0.0')).not.toThrow();
  });

  it('a busy port, and the variable that moves it', async () => {
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const use = { what: 'the shop', variable: 'SHOP_PORT' };
    await expect(assertPortFree(port, use)).rejects.toThrow(/in use.*SHOP_PORT/);
    await new Promise((resolve) => server.close(resolve));
    await expect(assertPortFree(port, use)).resolves.toBeUndefined();
  });

  it('a port that is none', () => {
    expect(() => parsePort('70000', 'PORT', 1)).toThrow(/PORT.*1 to 65535/);
    expect(parsePort('', 'PORT', 3000)).toBe(3000);
  });

  it('a Redis that does not answer', async () => {
    const [port] = await freePorts(1);
    await expect(assertRedisAnswers(`redis://127.0.0.1:${port}`)).rejects.toThrow(
      /REDIS_URL.*does not answer.*leave REDIS_URL away/,
    );
    await expect(assertRedisAnswers('127.0.0.1:6379')).rejects.toThrow(/must look like redis:/);
  });

  it('a second demo on the same data, until the first has gone', () => {
    const unlock = lockDataDir(folder);
    expect(() => lockDataDir(folder)).toThrow(/running on .* already/);
    unlock();
    lockDataDir(folder)();
  });

  it('nothing, when the demo that held the data was killed', () => {
    // No process has this number: it is above what any system gives.
    write('demo.pid', '999999999');
    lockDataDir(folder)();
  });
});

describe('work that is done only when needed', () => {
  it('installs modules when the lock file asks for something else, not when it was only touched', () => {
    const lock = (version: string) =>
      JSON.stringify({ packages: { '': {}, 'node_modules/a': { version } } });
    write('package-lock.json', lock('1.0.0'), 1000);
    expect(modulesAreStale(folder)).toBe(true);
    write('node_modules/.package-lock.json', lock('1.0.0'), 1001);
    expect(modulesAreStale(folder)).toBe(false);
    write('package-lock.json', lock('1.0.0'), 1002);
    expect(modulesAreStale(folder)).toBe(false);
    write('package-lock.json', lock('1.0.1'), 1002);
    expect(modulesAreStale(folder)).toBe(true);
  });

  it('builds when there is no build or a source is newer than it', () => {
    write('app/page.tsx', '', 1000);
    utimesSync(path.join(folder, 'app'), 1000, 1000);
    expect(buildIsStale(folder, '.next')).toBe(true);
    write('.next/BUILD_ID', 'x', 1001);
    expect(buildIsStale(folder, '.next')).toBe(false);
    write('app/page.tsx', '', 1002);
    expect(buildIsStale(folder, '.next')).toBe(true);
  });
});
