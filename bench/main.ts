// `npm run bench [-- --json FILE] [--rounds N] [--only NAME]`: what Freshet costs and saves, against raw ioredis in the
// same run. Exits 1 when a goal was missed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import { startRedis } from '../scripts/lib/ensure-redis.mjs';
import { freePort } from '../scripts/lib/ports.mjs';
import { createFreshet } from '../server/freshet';
import type { Bench, Comparison, Goal, Work } from './bench';
import type { WorkResult } from './measure';
import { printComparison, printGoals, printResults } from './report';
import { bigHit } from './works/big-hit';
import { cascade } from './works/cascade';
import { l1Hit } from './works/l1-hit';
import { l2Hit } from './works/l2-hit';
import { memory } from './works/memory';
import { orphans } from './works/orphans';
import { peersSpeed } from './works/peers-speed';
import { peersWrong } from './works/peers-wrong';
import { setTagged } from './works/set-tagged';
import { stampede } from './works/stampede';
import { tagOf500 } from './works/tag-500';
import { tagSizes } from './works/tag-sizes';

const works: Record<string, Work> = {
  'l1-hit': l1Hit,
  'l2-hit': l2Hit,
  'set-tagged': setTagged,
  'tag-500': tagOf500,
  'tag-sizes': tagSizes,
  cascade,
  'big-hit': bigHit,
  memory,
  stampede,
  orphans,
  'peers-speed': peersSpeed,
  'peers-wrong': peersWrong,
};

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    rounds: { type: 'string', default: '15' },
    only: { type: 'string' },
  },
});
if (values.only !== undefined && works[values.only] === undefined) {
  console.error(`--only ${values.only}: give one of ${Object.keys(works).join(', ')}`);
  process.exit(2);
}

const dir = mkdtempSync(join(tmpdir(), 'freshet-bench-'));
const server =
  process.env.REDIS_URL === undefined
    ? await startRedis({ port: await freePort(), dir })
    : { url: process.env.REDIS_URL, stop: async () => {} };
const raw = new Redis(server.url);
const info = await raw.info('server');
const bench: Bench = {
  url: server.url,
  raw,
  rounds: Number(values.rounds),
  open: async (namespace, options = {}) => {
    const cache = createFreshet({ redis: server.url, namespace, sweeper: false, ...options });
    await cache.ready();
    return cache;
  },
};

const results: WorkResult[] = [];
const goals: Goal[] = [];
const comparison: Comparison[] = [];
for (const [name, work] of Object.entries(works)) {
  if (values.only !== undefined && values.only !== name) continue;
  const report = await work(bench);
  results.push(...report.results);
  goals.push(...report.goals);
  comparison.push(...(report.comparison ?? []));
  printResults(report.results);
}
printComparison(comparison);
printGoals(goals);

const machine = {
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  redis: /redis_version:(\S+)/.exec(info)?.[1] ?? 'unknown',
};
if (values.json !== undefined) {
  const report = {
    machine,
    date: new Date().toISOString().slice(0, 10),
    results,
    goals,
    comparison,
  };
  writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
}
raw.disconnect();
await server.stop();
rmSync(dir, { recursive: true, force: true });
process.exitCode = goals.every((goal) => goal.met) ? 0 : 1;
