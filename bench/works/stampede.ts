// 1,000 callers in 4 processes ask for one cold key whose load takes 100 ms. The floor is a lock (SET NX) and polling
// every 10 ms, with nothing shared inside a process.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { atMost, exactly, type Work } from '../bench';
import { median, quantile } from '../measure';

const PROCESSES = 4;
const CALLERS = 250;
// Beside the bundle (scripts/bench.mjs).
const file = fileURLToPath(new URL('./stampede-child.mjs', import.meta.url));

interface Reply {
  loads: number;
  latenciesMs: number[];
}

export const stampede: Work = async ({ url, rounds }) => {
  const fleet = Array.from({ length: PROCESSES }, () =>
    fork(file, [url], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    }),
  );
  await Promise.all(fleet.map((child) => once(child, 'message')));
  const run = async (kind: 'raw' | 'freshet', round: number) => {
    const replies = fleet.map((child) => once(child, 'message') as Promise<[Reply]>);
    for (const child of fleet) child.send({ kind, key: `cold:${kind}:${round}`, callers: CALLERS });
    const all = (await Promise.all(replies)).map(([reply]) => reply);
    return {
      loads: all.reduce((sum, reply) => sum + reply.loads, 0),
      p99: quantile(
        all.flatMap((reply) => reply.latenciesMs),
        0.99,
      ),
    };
  };
  const p99s = { raw: [] as number[], freshet: [] as number[] };
  let mostLoads = 0;
  for (let round = 0; round < rounds + 1; round++) {
    for (const kind of round % 2 === 0
      ? (['raw', 'freshet'] as const)
      : (['freshet', 'raw'] as const)) {
      const reply = await run(kind, round);
      // The first round warms up code and connections.
      if (round > 0) p99s[kind].push(reply.p99);
      if (kind === 'freshet') mostLoads = Math.max(mostLoads, reply.loads);
    }
  }
  for (const child of fleet) child.disconnect();
  const work = 'stampede, 4 × 250 callers, load of 100 ms, p99';
  const [raw, own] = [median(p99s.raw), median(p99s.freshet)];
  const ratio = Number((own / raw).toPrecision(4));
  return {
    results: [
      {
        work,
        impl: 'ioredis lock and poll',
        unit: 'ms',
        median: Number(raw.toPrecision(4)),
        ratio: 1,
      },
      { work, impl: 'freshet getWithSWR', unit: 'ms', median: Number(own.toPrecision(4)), ratio },
    ],
    goals: [atMost(work, 1.2, ratio), exactly('loads in one stampede (most)', 1, mostLoads)],
  };
};
