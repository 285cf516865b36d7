// The npm package as its users get it: packed, installed in an empty folder, and run by three small services.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import {
  type Installed,
  installExamples,
  type Service,
  startService,
} from '../support/package-install';
import { openClient, uniqueNamespace, waitFor } from '../support/redis';

let installed: Installed;
const running: Service[] = [];

beforeAll(async () => {
  installed = await installExamples(['express', 'fastify', 'worker']);
}, 300_000);
afterEach(() => {
  for (const service of running.splice(0)) service.kill();
});
afterAll(() => installed.remove());

function start(example: string, program: string, env: Record<string, string> = {}): Service {
  const service = startService(path.join(installed.folder, example), program, {
    REDIS_URL: inject('redisUrl'),
    NAMESPACE: uniqueNamespace('example'),
    PORT: '0',
    ...env,
  });
  running.push(service);
  return service;
}

async function originOf(service: Service): Promise<string> {
  return (await service.line(/listening on/)).replace(/^.*(http:\S+).*$/, '$1');
}

async function ask<T>(
  origin: string,
  to: string,
  method = 'GET',
  body?: object,
): Promise<{ status: number; json: T; cache: string | null }> {
  const response = await fetch(origin + to, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return {
    status: response.status,
    json: (await response.json()) as T,
    cache: response.headers.get('cache-status'),
  };
}

test('the package holds the engine and its types, and brings neither Next nor React', () => {
  expect(installed.files.filter((file) => !file.startsWith('dist/')).sort()).toEqual([
    'LICENSE',
    'README.md',
    'package.json',
  ]);
  const modules = path.join(installed.folder, 'worker/node_modules');
  expect(existsSync(path.join(modules, 'freshet/dist/freshet.js'))).toBe(true);
  const tree = readdirSync(modules).filter((name) =>
    /^(next|react|react-dom|better-auth|kysely)$/.test(name),
  );
  expect(tree).toEqual([]);
});

test('a service in TypeScript gets types for keys, parameters and values, and errors where it is wrong', () => {
  const folder = path.join(installed.folder, 'worker');
  const check = (line: string) => {
    writeFileSync(
      path.join(folder, 'consumer.mts'),
      `import { createFreshet, isFreshetError } from 'freshet';
const cache = createFreshet({ redis: 'redis://127.0.0.1', namespace: 'typed' });
const product = cache.define('product', { key: 'product:{id}', load: ({ id }) => ({ id, price: 1 }) });
try { ${line} } catch (error) { if (isFreshetError(error)) console.log(error.code); }
`,
    );
    const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
    const types = fileURLToPath(new URL('../../node_modules/@types', import.meta.url));
    try {
      execFileSync(
        process.execPath,
        [
          tsc,
          '--noEmit',
          '--strict',
          '--module',
          'nodenext',
          '--target',
          'es2023',
          '--types',
          'node',
          '--typeRoots',
          types,
          'consumer.mts',
        ],
        { cwd: folder, encoding: 'utf8' },
      );
      return '';
    } catch (error) {
      return String((error as { stdout?: string }).stdout);
    }
  };
  expect(
    check('const price: number = (await product.get({ id: 7 })).price; console.log(price);'),
  ).toBe('');
  expect(check('await product.get({ name: 7 });')).toContain("'name' does not exist");
  expect(
    check('const price: string = (await product.get({ id: 7 })).price; console.log(price);'),
  ).toContain("Type 'number' is not assignable to type 'string'");
}, 60_000);

test('Express: a changed price shows on the next read, and an unchanged product asks the database once', async () => {
  const service = start('express', 'server.mjs');
  const origin = await originOf(service);
  const first = await ask<{ price: number }>(origin, '/products/1');
  expect(first).toMatchObject({ json: { price: 79 }, cache: 'freshet; fwd=miss; stored' });
  expect((await ask(origin, '/products/1')).cache).toBe('freshet; hit');
  expect((await ask(origin, '/queries')).json).toEqual({ queries: 1 });

  const change = await ask(origin, '/products/1/price', 'PUT', { price: 59 });
  expect(change).toMatchObject({ status: 200, json: { invalidated: 1 } });
  expect((await ask(origin, '/products/1')).json).toMatchObject({ price: 59 });
  expect(await ask(origin, '/products/1/price', 'PUT', { price: -1 })).toMatchObject({
    status: 400,
  });
  expect((await ask(origin, '/products/9')).status).toBe(404);
  expect(await service.stop()).toBe(0);
});

test("Fastify: a listing shows a product's new price although nobody said that it depends on it", async () => {
  const service = start('fastify', 'server.mjs');
  const origin = await originOf(service);
  const prices = async () =>
    (await ask<{ id: string; price: number }[]>(origin, '/listings/shoes')).json.map(
      ({ price }) => price,
    );
  expect(await prices()).toEqual([50, 51, 52, 53]);
  expect((await ask(origin, '/preview/products/2')).json).toMatchObject({ total: 2 });
  expect((await ask(origin, '/products/2', 'PATCH', { price: 10 })).json).toMatchObject({
    invalidated: 2,
  });
  expect(await prices()).toEqual([50, 10, 52, 53]);
  // Moved to another listing: the range it came to did not show it before.
  expect((await ask<object[]>(origin, '/listings/jackets')).json).toHaveLength(2);
  await ask(origin, '/products/2', 'PATCH', { category: 'jackets' });
  expect(await prices()).toEqual([50, 52, 53]);
  expect((await ask<object[]>(origin, '/listings/jackets')).json).toHaveLength(3);
  expect((await ask(origin, '/products/2', 'PATCH', { colour: 'red' })).status).toBe(400);
  expect(await service.stop()).toBe(0);
});

test('a worker applies each event once, keeps the home page warm, and sets unreadable events aside', async () => {
  const stream = uniqueNamespace('changes');
  const namespace = uniqueNamespace('example');
  const redis = openClient(inject('redisUrl'));
  const service = start('worker', 'worker.mjs', { STREAM: stream, NAMESPACE: namespace });
  await service.line(/"warmed":1,"failed":\[\]/);
  const send = (event: object | string) =>
    redis.xadd(stream, '*', 'event', typeof event === 'string' ? event : JSON.stringify(event));
  const event = { type: 'updated', entity: 'product', id: '1', eventId: 'e1' };
  await send(event);
  await service.line(/"event":"e1".*"duplicate":false/);
  await waitFor(
    'the home page warmed again',
    () => service.lines.filter((line) => line.includes('"warmed":1')).length === 2,
  );
  await send(event);
  await service.line(/"event":"e1".*"duplicate":true/);
  await send('{not JSON');
  await service.line(/"dead":/);
  expect(await redis.xlen(`${stream}:dead`)).toBe(1);
  await send({ ...event, eventId: 'e2' });
  expect(JSON.parse(await service.line(/"event":"e2"/))).toMatchObject({ invalidated: 2 });
  await waitFor('every event acknowledged', async () => {
    const [pending] = (await redis.xpending(stream, 'freshet')) as [number];
    return pending === 0;
  });
  expect(await service.stop()).toBe(0);
});

test('an event that a killed worker had taken is applied by the next one', async () => {
  const stream = uniqueNamespace('changes');
  const namespace = uniqueNamespace('example');
  const redis = openClient(inject('redisUrl'));
  // Taken by a worker that died before it acknowledged.
  await redis.xgroup('CREATE', stream, 'freshet', '0', 'MKSTREAM');
  const event = { type: 'updated', entity: 'product', id: '1', eventId: 'lost' };
  await redis.xadd(stream, '*', 'event', JSON.stringify(event));
  await redis.xreadgroup('GROUP', 'freshet', 'dead-worker', 'COUNT', 1, 'STREAMS', stream, '>');
  const service = start('worker', 'worker.mjs', {
    STREAM: stream,
    NAMESPACE: namespace,
    TAKE_OVER_MS: '1',
  });
  await service.line(/"event":"lost".*"duplicate":false/);
  expect(await service.stop()).toBe(0);
});
