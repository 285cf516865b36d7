// What happens to the fleet: reads, writes, invalidations, events, and the trouble a seed has planned.
import { GENERATION_LEASE_MS } from '@/server/engine/generation';
import type { Guard } from '@/server/engine/ports';
import type { InvalidationMode, Targets } from '@/server/engine/types';
import type { Invalidation, SimValue } from './history';
import type { OperationKind } from './plans';
import { giveBackWork } from './memory-queue';
import { SimProcess, type Surroundings } from './process';

interface Begun extends Omit<Invalidation, 'closure' | 'resolvedAt'> {
  /** Keys with their prefix that were there at the call, and since when. */
  prefixed: Map<string, number>;
  isKept: boolean;
  isResolved: boolean;
}

export class Operations {
  /** Names of what was asked of processes that still live. */
  readonly unanswered = new Set<string>();
  readonly counts: Record<string, number> = {};
  private readonly begun = new Map<string, Begun>();
  private numbers = 0;
  private left: number;
  private sets = 0;

  constructor(
    private readonly around: Surroundings,
    private readonly processes: SimProcess[],
  ) {
    this.left = around.scenario.operations;
  }

  get allBegun(): boolean {
    return this.left === 0;
  }

  /** Begins one operation after the other, each some time after the one before. */
  plan(): void {
    const { world, scenario } = this.around;
    world.after(world.random.next() * scenario.everyMs * 2, null, 'next', () => {
      this.begin(world.random.weighted(scenario.weights));
      this.left--;
      if (this.left > 0) this.plan();
    });
  }

  startProcess(): void {
    const id = this.processes.length;
    this.processes.push(new SimProcess(`p${id}`, id, this.around));
  }

  opened(plan: string, sequence: number): void {
    const { cause, roots } = JSON.parse(plan) as { cause: { reason?: string }; roots: Guard[] };
    const begun = this.begun.get(cause.reason ?? '');
    if (begun === undefined) return;
    begun.sequence = Math.max(begun.sequence, sequence);
    const kept = [...begun.prefixed].filter(
      ([key, since]) => this.around.node.entry(key)?.since === since,
    );
    const missing = kept.find(([key]) => !roots.includes(`k:${key}`));
    if (missing !== undefined) {
      this.around.history.fail(
        `${begun.name} by prefix passes over ${missing[0]}, which was there all the time`,
      );
    }
    begun.targets = [...begun.targets, ...kept.map(([key]): Guard => `k:${key}`)];
  }

  kept(plan: string): void {
    const { cause } = JSON.parse(plan) as { cause: { reason?: string } };
    const begun = this.begun.get(cause.reason ?? '');
    if (begun !== undefined) begun.isKept = true;
  }

  /** Every wave in the journal has been finished by somebody, also those of dead callers: all of them must show now. */
  resolveKept(): void {
    for (const begun of this.begun.values()) if (begun.isKept) this.resolve(begun);
  }

  async readAll(): Promise<void> {
    for (const process of this.processes) {
      for (const { key } of this.around.scenario.keys) {
        if (process.alive) this.get(process, key);
      }
    }
  }

  private begin(kind: OperationKind): void {
    const { world, scenario } = this.around;
    const living = this.processes.filter((process) => process.alive);
    if (living.length === 0) {
      this.startProcess();
      return;
    }
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
    const process = world.random.pick(living);
    const { key } = world.random.pick(scenario.keys);
    this.perform(kind, process, key);
  }

  private perform(kind: OperationKind, process: SimProcess, key: string): void {
    const { world, node, network, scenario } = this.around;
    switch (kind) {
      case 'read':
        return this.read(process, key);
      case 'get':
        return this.get(process, key);
      case 'set':
        return this.set(process, key);
      case 'invalidate':
        return this.invalidate(process);
      case 'event':
        return this.event(process, key);
      case 'warm':
        return this.ask(process, `warm ${key}`, () => process.cache.warm([key]));
      case 'bump':
        return this.bump(process);
      case 'sweep':
        return this.ask(process, 'sweep', () => process.cache.sweep());
      case 'crash':
        return this.crash(process);
      case 'stall':
        process.stalledUntilMs = world.nowMs + scenario.leaseMs * (0.5 + world.random.next() * 2);
        world.log(`${process.name} stalls`);
        return;
      case 'evict':
        world.log(`evicts ${key}`);
        if (node.remove(key)) node.watcher?.disturbed(key);
        if (!node.rules.guardsStay) node.guards.delete(`k:${key}`);
        return;
      case 'outage':
        network.downUntilMs = world.nowMs + 100 + world.random.next() * 400;
        world.log('the node is away');
        return;
      case 'loseSequence':
        node.sequence = null;
        world.log('the sequence is lost');
    }
  }

  private read(process: SimProcess, key: string): void {
    const beganAt = this.around.world.tick();
    this.ask(process, `read ${key}`, async () => {
      this.around.history.read(key, await process.read(key), beganAt, true);
    });
  }

  private get(process: SimProcess, key: string): void {
    const beganAt = this.around.world.tick();
    this.ask(process, `get ${key}`, async () => {
      const value = await process.cache.get<SimValue>(key);
      this.around.history.read(key, value, beganAt, false);
    });
  }

  /** Write-through: commits, and puts the new row into the cache. */
  private set(process: SimProcess, key: string): void {
    const { history } = this.around;
    const plan = process.planOf(key);
    history.commit([key]);
    const part = process.partOf(plan, ++this.sets);
    this.ask(process, `set ${key}`, async () => {
      const stored = await process.cache.set(key, { parts: [part] }, process.optionsOf(plan));
      if (stored) history.resolveSet(key, part.rows[key] ?? 0);
    });
  }

  private invalidate(process: SimProcess): void {
    const { world, scenario } = this.around;
    const { random } = world;
    const keys = scenario.keys.map((plan) => plan.key);
    const one = random.weighted({ key: 4, tag: 4, many: 2, prefix: 1 });
    const targets: Targets =
      one === 'key'
        ? { keys: [random.pick(keys)] }
        : one === 'tag'
          ? { tags: [random.pick(scenario.tags)] }
          : one === 'many'
            ? { keys: random.some(keys, 0.3), tags: [random.pick(scenario.tags)] }
            : { prefix: `${random.pick(scenario.types).type}:` };
    const mode = random.pick<InvalidationMode | null>([null, null, 'hard', 'soft']);
    const begun = this.change(targets, mode);
    const how = { reason: begun.name, ...(mode === null ? {} : { mode }) };
    this.ask(process, `${begun.name} of ${targets.prefix ?? begun.targets.join()}`, async () => {
      await process.cache.invalidate(targets, how);
      this.resolve(begun);
    });
  }

  /** A change event, told again until somebody has accepted it, now and then twice. */
  private event(process: SimProcess, key: string): void {
    const { world, history } = this.around;
    const [entity = '', id = ''] = key.split(':');
    const begun = this.change({ keys: [key], tags: [key] }, null);
    const event = { type: 'updated', entity, id, eventId: begun.name };
    const tell = (by: SimProcess, tries: number, isKnown: boolean) => {
      this.ask(by, `event ${begun.name} of ${key}`, async () => {
        try {
          const { duplicate } = await by.cache.handleDataChange(event, { reason: begun.name });
          if (isKnown && !duplicate)
            history.fail(`the event of ${begun.name} was applied twice (P4)`);
          this.resolve(begun);
          if (world.random.chance(0.3)) tell(by, 0, true);
        } catch (error) {
          if (tries > 0) tell(this.anyProcess(by), tries - 1, false);
          throw error;
        }
      });
    };
    tell(process, 10, false);
  }

  private anyProcess(otherwise: SimProcess): SimProcess {
    const living = this.processes.filter((process) => process.alive);
    return living.length === 0 ? otherwise : this.around.world.random.pick(living);
  }

  /** Rows change; what is about to be called is the invalidation for it. */
  private change(targets: Targets, mode: InvalidationMode | null): Begun {
    const { world, history, node, scenario } = this.around;
    const { prefix } = targets;
    history.commit(world.random.some(scenario.keys, 0.6).map((plan) => plan.key));
    const there = [...node.entries.keys()].filter(
      (key) => prefix !== undefined && key.startsWith(prefix) && node.entry(key) !== null,
    );
    const begun: Begun = {
      name: `wave ${++this.numbers}`,
      targets: [
        ...(targets.keys ?? []).map((key): Guard => `k:${key}`),
        ...(targets.tags ?? []).map((tag): Guard => `t:${tag}`),
      ],
      covers: 'targets',
      mode,
      rows: { ...history.rows },
      calledAt: world.tick(),
      sequence: 0,
      prefixed: new Map(there.map((key) => [key, node.entry(key)?.since ?? 0])),
      isKept: false,
      isResolved: false,
    };
    this.begun.set(begun.name, begun);
    return begun;
  }

  private resolve(begun: Begun): void {
    if (begun.isResolved) return;
    begun.isResolved = true;
    this.around.history.resolve({ ...begun, resolvedAt: this.around.world.tick() });
  }

  private bump(process: SimProcess): void {
    const { world, history, node } = this.around;
    const rows = { ...history.rows };
    const calledAt = world.tick();
    this.ask(process, 'bump', async () => {
      const generation = await process.store.bumpGeneration();
      const sequence = node.sequence ?? 0;
      await world.pause(GENERATION_LEASE_MS, process, 'has waited for every generation lease');
      history.resolveBump(generation, {
        name: 'bump',
        targets: [],
        covers: 'all',
        mode: null,
        rows,
        calledAt,
        sequence,
        resolvedAt: world.tick(),
      });
    });
  }

  private crash(process: SimProcess): void {
    const { world, queue } = this.around;
    process.alive = false;
    giveBackWork(queue, process.id);
    world.log(`${process.name} crashes`);
    for (const name of this.unanswered) {
      if (name.startsWith(`${process.name}:`)) this.unanswered.delete(name);
    }
    world.after(world.random.next() * 500, null, 'a new process starts', () => this.startProcess());
  }

  private ask(process: SimProcess, what: string, run: () => Promise<unknown>): void {
    const { world } = this.around;
    const name = `${process.name}: ${what} #${++this.numbers}`;
    this.unanswered.add(name);
    world.log(`${name} begins`);
    run().then(
      () => {
        world.log(`${name} ends`);
        this.unanswered.delete(name);
      },
      (error: unknown) => {
        world.log(`${name} fails: ${error instanceof Error ? error.message : String(error)}`);
        this.unanswered.delete(name);
      },
    );
  }
}
