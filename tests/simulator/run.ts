// One seed, from the empty node to the last check.
import { decodeRefs, HEADER_BYTES, readHeader } from '@/server/engine/entry';
import type { Rules } from '@/server/engine/rules';
import { History } from './history';
import { emptyQueue, takeWork } from './memory-queue';
import { Network, noFaults } from './network';
import { NodeState, type ScriptRules } from './node/state';
import { Operations } from './operations';
import { type Scenario, scenarioOf } from './plans';
import type { SimProcess, Surroundings } from './process';
import { World } from './world';

const START_US = 1_800_000_000_000_000;
/** Longest that what was asked for may take once all faults have ended, virtual ms. */
const PATIENCE_MS = 60_000;

export interface RunOptions {
  rules?: Partial<Rules>;
  scriptRules?: Partial<ScriptRules>;
  traced?: boolean;
  /** Changes what the seed chose. */
  adjust?: (scenario: Scenario) => Scenario;
}
export interface RunResult {
  seed: number;
  violations: readonly string[];
  trace: readonly string[];
  /** Happenings, to see that a seed did something. */
  events: number;
  counts: Readonly<Record<string, number>>;
}

export async function runSeed(seed: number, options: RunOptions = {}): Promise<RunResult> {
  const world = new World(seed, options.traced === true);
  const chosen = scenarioOf(world.random);
  const scenario = options.adjust?.(chosen) ?? chosen;
  const { usual, slow, slowShare } = scenario.latencyMs;
  const latency = () => world.random.next() * (world.random.chance(slowShare) ? slow : usual);
  const network = new Network(world, latency, scenario.faults);
  const node = new NodeState({
    nowUs: () => START_US + Math.floor(world.nowMs * 1000),
    event: () => world.tick(),
    publish: network.spread,
    pageLimit: scenario.pageLimit,
    walkLimit: scenario.walkLimit,
    ...(options.scriptRules === undefined ? {} : { rules: options.scriptRules }),
  });
  const history = new History(node, scenario.keys, scenario.types);
  const processes: SimProcess[] = [];
  const queue = emptyQueue();
  const around: Surroundings = {
    world,
    network,
    node,
    queue,
    history,
    scenario,
    rules: options.rules ?? {},
    loads: new Set(),
    disturbedAtMs: new Map(),
    wakeWorkers: () => {
      for (const process of processes) {
        if (!process.alive) continue;
        world.after(
          latency(),
          process,
          'looks for warm work',
          () => void takeWork(queue, process.id),
        );
      }
    },
  };
  const disturb = (key: string) => around.disturbedAtMs.set(key, world.nowMs);
  const operations = new Operations(around, processes);
  node.watcher = {
    stored(key, blob) {
      history.stored(key, blob);
      const { refsLength } = readHeader(blob);
      const refs = decodeRefs(blob.subarray(HEADER_BYTES, HEADER_BYTES + refsLength));
      history.checkIndex(
        key,
        refs.map((ref) => ref.guard),
      );
    },
    disturbed: disturb,
    refused: disturb,
    tookOver: (key) => history.takeovers.set(key, node.sequence ?? 0),
    opened: (plan, sequence) => operations.opened(plan, sequence),
    kept: (plan) => operations.kept(plan),
  };
  for (let i = 0; i < scenario.processes; i++) operations.startProcess();
  operations.plan();

  const failed = () => history.violations.length > 0;
  await world.run(() => failed() || operations.allBegun, PATIENCE_MS);
  network.faults = noFaults;
  network.downUntilMs = 0;
  if (!processes.some((process) => process.alive)) operations.startProcess();
  const calmAtMs = world.nowMs;
  const atRest = () => operations.unanswered.size === 0 && node.open.size === 0;
  if (!failed() && !(await world.run(() => failed() || atRest(), calmAtMs + PATIENCE_MS))) {
    history.fail(
      `${PATIENCE_MS} ms after the last fault there is still no end of ${[...operations.unanswered].join()}; open waves: ${node.open.size}`,
    );
  }
  if (!failed()) {
    operations.resolveKept();
    await operations.readAll();
    const done = () => failed() || operations.unanswered.size === 0;
    if (!(await world.run(done, world.nowMs + PATIENCE_MS))) {
      history.fail(`the last reads do not end: ${[...operations.unanswered].join()}`);
    }
  }
  return {
    seed,
    violations: history.violations,
    trace: world.trace ?? [],
    events: world.tick(),
    counts: operations.counts,
  };
}
