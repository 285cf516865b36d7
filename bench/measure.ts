// Interleaved rounds: in each round every implementation does the same work once, in changing order, so that a noisy
// machine disturbs all of them alike. Medians and ratios only.
export interface Implementation {
  name: string;
  /** One round of the work; returns what is compared (operations per second, or milliseconds). */
  round: () => Promise<number>;
}

export interface WorkResult {
  work: string;
  impl: string;
  unit: string;
  median: number;
  /** Against the first implementation: medians divided. */
  ratio: number;
}

export async function measure(
  work: string,
  unit: 'ops/s' | 'ms',
  implementations: readonly Implementation[],
  rounds: number,
  /** Rounds before the first that counts; works of few operations a round need more until the code is compiled. */
  warmUps = 1,
): Promise<WorkResult[]> {
  const samples = implementations.map((): number[] => []);
  for (let round = 0; round < warmUps; round++) {
    for (const implementation of implementations) await implementation.round();
  }
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < implementations.length; turn++) {
      const index = (turn + round) % implementations.length;
      const value = await implementations[index]?.round();
      if (value !== undefined) samples[index]?.push(value);
    }
  }
  const medians = samples.map((values) => median(values));
  return implementations.map((implementation, i) => ({
    work,
    impl: implementation.name,
    unit,
    median: round3(medians[i] ?? 0),
    ratio: round3((medians[i] ?? 0) / (medians[0] ?? 1)),
  }));
}

/** Operations per second of `count` operations by `lanes` at once. */
export async function throughput(
  count: number,
  lanes: number,
  operation: (index: number) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (next < count) await operation(next++);
    }),
  );
  return (count * 1000) / (performance.now() - startedAt);
}

export async function elapsedMs(task: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await task();
  return performance.now() - startedAt;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? 0;
  return low + (high - low) * (at - Math.floor(at));
}

function round3(value: number): number {
  return Number(value.toPrecision(4));
}
