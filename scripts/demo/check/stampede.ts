// A thousand visitors at once for one page nobody has opened, spread over four shop processes of their own, with a
// database far enough away that they really pile up.
import http from 'node:http';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Child, startChild } from '../../lib/child.mjs';
import { freePorts } from '../../lib/ports.mjs';
import { type Row, ms, percentile } from './rows';
import { type World, waitFor } from './world';

const PROCESSES = 4;
const REQUESTS = 1000;
const DATABASE_DELAY_MS = 150;
const root = fileURLToPath(new URL('../../..', import.meta.url));
const statsSchema = z.object({ pid: z.number(), queries: z.number() });

function startWorker(port: number): Child {
  return startChild({
    name: 'shop worker',
    command: process.execPath,
    args: ['--import', 'tsx', 'demo/main.ts'],
    cwd: root,
    env: {
      ...process.env,
      SHOP_PORT: String(port),
      SHOP_BACKGROUND: 'off',
      SHOP_DATABASE_DELAY_MS: String(DATABASE_DELAY_MS),
    },
  });
}

async function readStats(url: string) {
  return statsSchema.parse(await (await fetch(`${url}/_stats`)).json());
}

/** One request on a connection of its own, as a thousand visitors have. */
function visit(url: string): Promise<{ status: number; cacheStatus: string; tookMs: number }> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    http
      .get(url, { agent: false }, (response) => {
        response.resume();
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            cacheStatus: String(response.headers['cache-status'] ?? ''),
            tookMs: performance.now() - startedAt,
          }),
        );
        response.on('error', reject);
      })
      .on('error', reject);
  });
}

/** A product that has no entry, and a neighbour in its category to warm what surrounds the page. */
async function chooseCold({
  database,
  cache,
}: World): Promise<{ cold: number; neighbour: number }> {
  const candidates = await database.sql
    .selectFrom('product')
    .select(['id', 'category_id'])
    .where('id', '>', 4000)
    .orderBy('id')
    .execute();
  for (const { id, category_id } of candidates) {
    if ((await cache.entry(`product:${id}`)) !== null) continue;
    const other = candidates.find((one) => one.category_id === category_id && one.id !== id);
    if (other) return { cold: id, neighbour: other.id };
  }
  throw new Error('every product is cached already');
}

export async function tellStampede(world: World): Promise<Row[]> {
  const ports = await freePorts(PROCESSES);
  const urls = ports.map((port) => `http://127.0.0.1:${port}`);
  const workers = ports.map(startWorker);
  try {
    for (const [index, url] of urls.entries()) {
      const up = await waitFor(async () => {
        if (!workers[index]?.alive()) throw new Error(workers[index]?.tail());
        return await fetch(`${url}/_health`).catch(() => null);
      }, 30_000);
      if (!up) throw new Error(`a shop worker did not start: ${workers[index]?.tail()}`);
    }
    const { cold, neighbour } = await chooseCold(world);
    for (const url of urls) await (await fetch(`${url}/p/${neighbour}`)).text();
    const before = await Promise.all(urls.map(readStats));
    const visits = await Promise.all(
      Array.from({ length: REQUESTS }, (_, index) =>
        visit(`${urls[index % urls.length]}/p/${cold}`),
      ),
    );
    const after = await Promise.all(urls.map(readStats));
    const queries = after.reduce((sum, one, i) => sum + one.queries - (before[i]?.queries ?? 0), 0);
    const served = visits.filter((one) => one.status === 200).length;
    const count = (mark: string) => visits.filter((one) => one.cacheStatus.includes(mark)).length;
    const waited = count('collapsed');
    const p99 = percentile(
      visits.map((one) => one.tookMs),
      0.99,
    );
    return [
      {
        what: `${REQUESTS} requests at once for a cold page, ${new Set(after.map((one) => one.pid)).size} processes`,
        expected: `1 database query, ${REQUESTS} answers`,
        measured: `${queries} ${queries === 1 ? 'query' : 'queries'}, ${served} answers, p99 ${ms(p99)}`,
        ok: queries === 1 && served === REQUESTS,
      },
      {
        what: `control: visitors who waited for it (database ${DATABASE_DELAY_MS} ms away)`,
        expected: 'many, or there was no stampede',
        measured: `${count('stored')} loaded, ${waited} waited, ${count('; hit')} hits`,
        ok: waited >= REQUESTS / 10,
      },
    ];
  } finally {
    await Promise.all(workers.map((worker) => worker.stop()));
  }
}
