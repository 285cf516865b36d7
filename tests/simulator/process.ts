// One process of the fleet: the real engine over its own connection, its own clock and its loaders.
import { createEngine } from '@/server/engine/engine';
import type { Clock, Guard, Store } from '@/server/engine/ports';
import type { Rules } from '@/server/engine/rules';
import type { EntryOptions, Family, Freshet } from '@/server/engine/types';
import type { History, Part, SimValue } from './history';
import { inspectSteps, registrySteps, settleSteps, statsSteps, wholeStore } from './memory-people';
import { memoryQueue, type QueueState } from './memory-queue';
import { fusedSteps, singleSteps } from './memory-store';
import type { Network } from './network';
import type { NodeState } from './node/state';
import type { KeyPlan, Scenario } from './plans';
import { entropyOf } from './random';
import type { Owner, World } from './world';

const SHORT_WAIT_MS = 100;
const START_MS = 1_800_000_000_000;

export interface Surroundings {
  world: World;
  network: Network;
  node: NodeState;
  queue: QueueState;
  history: History;
  scenario: Scenario;
  rules: Partial<Rules>;
  /** Loads that run, in all processes. */
  loads: Set<RunningLoad>;
  /** When (ms) value or lease of a key were last disturbed by somebody else than their holder. */
  disturbedAtMs: Map<string, number>;
  wakeWorkers: () => void;
}
interface RunningLoad {
  key: string;
  process: SimProcess;
  startedAtMs: number;
  /** False for a load that waited too long, or whose store was away. */
  isLeased: boolean;
}

export class SimProcess implements Owner {
  alive = true;
  stalledUntilMs = 0;
  readonly cache: Freshet;
  readonly store: Store;
  private readonly families = new Map<string, Family<'id', SimValue>>();
  /** When (ms) the store last failed this process. */
  /** Keys whose lease it was given and whose loader has not begun yet. */
  private readonly granted = new Set<string>();
  private errorAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    readonly name: string,
    readonly id: number,
    private readonly around: Surroundings,
  ) {
    const { world, network, node, scenario, queue } = around;
    const transport = network.transportOf(this, node, () => {
      this.errorAtMs = world.nowMs;
    });
    const { topology } = scenario;
    this.store = wholeStore(
      singleSteps(node, transport, topology),
      topology === 'standalone' ? fusedSteps(node, transport) : {},
      inspectSteps(node, transport),
      statsSteps(node, transport),
      registrySteps(node, transport),
      settleSteps(node, transport),
    );
    const { acquire } = this.store;
    this.store.acquire = async (request) => {
      const reply = await acquire(request);
      if (reply.status.endsWith('-lease') && !request.takeover) this.granted.add(request.key);
      return reply;
    };
    this.cache = createEngine(
      {
        namespace: 'sim',
        leaseMs: scenario.leaseMs,
        waitMs: scenario.waitMs,
        maxLoadMs: scenario.maxLoadMs,
        originConcurrency: 2,
        sweeper: false,
      },
      {
        store: this.store,
        warmQueue: memoryQueue(queue, {
          process: id,
          send: transport.send,
          wake: around.wakeWorkers,
        }),
        clock: this.clockOf(),
        entropy: entropyOf(world.random),
        rules: around.rules,
        checkStore: () => Promise.resolve(),
      },
    );
    for (const { type, ...options } of scenario.types) {
      const family = this.cache.define<`${string}:{id}`, SimValue>(type, {
        key: `${type}:{id}`,
        ...options,
        warm: 'registered',
        load: ({ id }) => this.load(this.planOf(`${type}:${id}`)),
        tags: (_params, value) => value.parts[0]?.tags ?? [],
        dependencies: ({ id }) => this.planOf(`${type}:${id}`).declared,
      });
      this.families.set(type, family);
    }
  }

  planOf(key: string): KeyPlan {
    const plan = this.around.scenario.keys.find((one) => one.key === key);
    if (plan === undefined) throw new Error(`no plan for ${key}`);
    return plan;
  }

  optionsOf(plan: KeyPlan): EntryOptions {
    const type = this.around.scenario.types.find((one) => one.type === plan.type);
    return {
      ttl: type?.ttl ?? 1,
      swr: type?.swr ?? 0,
      onInvalidate: type?.onInvalidate ?? 'hard',
      tags: plan.tags,
      dependencies: plan.declared,
    };
  }

  read(key: string): Promise<SimValue> {
    const plan = this.planOf(key);
    if (plan.style === 'call') {
      return this.cache.getWithSWR<SimValue>(key, () => this.load(plan), this.optionsOf(plan));
    }
    const family = this.families.get(plan.type);
    if (family === undefined) throw new Error(`no family ${plan.type}`);
    return family.get({ id: plan.id });
  }

  /** What a plain set of this key would store now. */
  partOf(plan: KeyPlan, set: number | null): Part {
    const { history } = this.around;
    const rows: Record<string, number> = {};
    for (const row of [plan.key, ...plan.declared]) rows[row] = history.rows[row] ?? 0;
    return { ...emptyPart(plan, plan.tags), rows, set };
  }

  private async load(plan: KeyPlan): Promise<SimValue> {
    const { loads, world } = this.around;
    this.checkAlone(plan.key);
    const isLeased = this.granted.delete(plan.key);
    const running = { key: plan.key, process: this, startedAtMs: world.nowMs, isLeased };
    loads.add(running);
    world.log(`${this.name} loads ${plan.key}`);
    try {
      return await this.build(plan);
    } finally {
      loads.delete(running);
    }
  }

  private async build(plan: KeyPlan): Promise<SimValue> {
    const { world, scenario, history } = this.around;
    const parts: Part[] = [];
    const own = { ...emptyPart(plan, []), tags: plan.tags };
    const readRow = async (row: string) => {
      await world.pause(world.random.next() * scenario.loadMs, this, `reads row ${row}`);
      own.rows[row] = history.rows[row] ?? 0;
      if (row === plan.key && plan.style === 'family' && own.rows[row] % 2 === 1) {
        own.tags = plan.oddTags;
      }
    };
    if (plan.ownRowFirst) await readRow(plan.key);
    for (const row of plan.declared) await readRow(row);
    for (const { key, by } of plan.nested) {
      const beganAt = world.tick();
      const value = by === 'load' ? await this.read(key) : await this.cache.get<SimValue>(key);
      history.read(key, value, beganAt, false);
      if (value === null) {
        // Built from an absence: the row behind it, and the key as a guard.
        await readRow(key);
        own.guards.push(`k:${key}`);
      } else parts.push(...value.parts);
    }
    if (!plan.ownRowFirst) await readRow(plan.key);
    if (world.random.chance(plan.failShare)) throw new Error('the database is away');
    own.guards.push(...own.tags.map((tag): Guard => `t:${tag}`));
    return { parts: [own, ...parts] };
  }

  /**
   * P5: one load per key in the fleet. Unless, lately, somebody voided the lease, the store failed one of the two, or one
   * waited as long as it had to: all of that gives the right to load beside another one.
   */
  private checkAlone(key: string): void {
    const { loads, world, scenario, disturbedAtMs, history } = this.around;
    const others = [...loads].filter(
      ({ key: of, process, startedAtMs, isLeased }) =>
        isLeased && of === key && process.alive && world.nowMs - startedAtMs < scenario.maxLoadMs,
    );
    if (others.length === 0) return;
    const startedAtMs = Math.min(...others.map((other) => other.startedAtMs));
    const since = startedAtMs - scenario.waitMs;
    const involved = [this, ...others.map((other) => other.process)];
    const disturbed = (disturbedAtMs.get(key) ?? Number.NEGATIVE_INFINITY) >= since;
    const failed = involved.some((process) => process.errorAtMs >= since);
    const stalled = involved.some((process) => process.stalledUntilMs > 0);
    // Who waits may have begun to before the other one's loader ran; a short wait may have been over before it.
    const { waitMs } = scenario;
    const waited = waitMs < SHORT_WAIT_MS || world.nowMs - startedAtMs >= waitMs / 2;
    if (disturbed || failed || waited || stalled) return;
    history.fail(`${this.name} loads ${key} while ${others[0]?.process.name} does (P5)`);
  }

  private clockOf(): Clock {
    const { world } = this.around;
    const bootMs = 1000 + world.random.below(1000);
    return {
      now: () => bootMs + world.nowMs,
      date: () => new Date(START_MS + world.nowMs),
      setTimeout: (run, ms) => world.after(ms, this, `timer ${Math.round(ms)}`, run),
    };
  }
}

function emptyPart(plan: KeyPlan, tags: string[]): Part {
  const guards: Guard[] = [
    `k:${plan.key}`,
    ...plan.declared.map((key): Guard => `k:${key}`),
    ...tags.map((tag): Guard => `t:${tag}`),
  ];
  return { key: plan.key, rows: {}, guards, tags, set: null };
}
