// What was promised to whom, and whether it was kept. Rows have versions; a value says which versions it was built from, and
// which guards each part of it has; an invalidation remembers every row's version as of its call. A read that begins after
// the invalidation resolved must not show a guarded part with an older row (P1, P2, P4).
import { HEADER_BYTES, readHeader } from '@/server/engine/entry';
import { typeOf } from '@/server/engine/names';
import type { Guard } from '@/server/engine/ports';
import type { InvalidationMode } from '@/server/engine/types';
import { verifiedStanding } from './node/big-guards';
import type { NodeState } from './node/state';
import type { KeyPlan, TypePlan } from './plans';

/** One load's own contribution to a value. */
export interface Part {
  key: string;
  /** Row → version read. */
  rows: Record<string, number>;
  /** Own key, tags, declared and missed keys. */
  guards: Guard[];
  tags: string[];
  /** The plain set that stored it: it counts from the sequence it was stored with. */
  set: number | null;
}
export interface SimValue {
  /** The own part first, then those of what was read through the cache. */
  parts: Part[];
}

export interface Invalidation {
  name: string;
  targets: readonly Guard[];
  /** 'all' = a new generation. */
  covers: 'targets' | 'all';
  mode: InvalidationMode | null;
  rows: Readonly<Record<string, number>>;
  calledAt: number;
  sequence: number;
  resolvedAt: number;
  /** Every guard the wave had to reach. */
  closure: ReadonlySet<Guard>;
}

export class History {
  readonly rows: Record<string, number> = {};
  readonly resolved: Invalidation[] = [];
  /** Sequence of each plain set's latest application. */
  readonly setSequences = new Map<number, number>();
  /** The namespace's sequence when a plain set last took a key's lease. */
  readonly takeovers = new Map<string, number>();
  /** Own row of a key as of the last plain set that resolved. */
  private readonly setVersions = new Map<string, number>();
  /** Generations that count everything older as gone. */
  private generation = 0;

  constructor(
    private readonly node: NodeState,
    keys: readonly KeyPlan[],
    private readonly types: readonly TypePlan[],
  ) {
    for (const { key } of keys) this.rows[key] = 1;
  }

  readonly violations: string[] = [];

  fail(what: string): void {
    this.violations.push(what);
  }

  commit(rows: readonly string[]): void {
    for (const row of rows) this.rows[row] = (this.rows[row] ?? 0) + 1;
  }

  /** From now on the invalidation's promise holds. */
  resolve(given: Omit<Invalidation, 'closure'>): void {
    const invalidation = { ...given, closure: this.closureOf(given) };
    this.resolved.push(invalidation);
    for (const [key, value, marked] of this.liveEntries()) {
      this.checkAgainst(invalidation, key, value, marked, `in the store when it resolved`);
    }
  }

  resolveBump(generation: number, given: Omit<Invalidation, 'closure'>): void {
    this.generation = Math.max(this.generation, generation);
    this.resolve(given);
  }

  resolveSet(key: string, version: number): void {
    this.setVersions.set(key, Math.max(this.setVersions.get(key) ?? 0, version));
  }

  /** A value has become visible. */
  stored(key: string, blob: Buffer): void {
    const value = valueOf(blob);
    const [own] = value.parts;
    if (own?.set !== null && own?.set !== undefined) {
      const sequence = Math.max(readHeader(blob).sequence, this.takeovers.get(key) ?? 0);
      this.setSequences.set(own.set, sequence);
    } else if (own !== undefined) {
      const version = this.setVersions.get(key) ?? 0;
      if ((own.rows[key] ?? 0) < version) {
        this.fail(
          `${key} was stored by a load with row ${own.rows[key]}, but a set of version ${version} had resolved (P2)`,
        );
      }
    }
    if (readHeader(blob).generation < this.generation) return;
    if (verifiedStanding(this.node, blob) === 'gone') return;
    const isStale = verifiedStanding(this.node, blob) === 'stale';
    for (const one of this.resolved) this.checkAgainst(one, key, value, isStale, 'stored');
  }

  /** A read that began at `beganAt` was answered. `mayBeStale`: old values within swr may be served. */
  read(key: string, value: SimValue | null, beganAt: number, mayBeStale: boolean): void {
    if (value === null) return;
    for (const one of this.resolved) {
      if (one.resolvedAt < beganAt) this.checkAgainst(one, key, value, mayBeStale, 'read');
    }
  }

  /** Every guard of a live entry must lead to it, for as long as it lives: else a wave would not find it. */
  checkIndex(key: string, guards: readonly Guard[]): void {
    const stored = this.node.entry(key);
    // Retired by a marker between registering and publishing: readers refuse it, and its edges may be swept.
    if (stored === null || verifiedStanding(this.node, stored.blob) !== 'current') return;
    const end = readHeader(stored.blob).hardExpiryMs;
    for (const guard of guards) {
      const edge = this.node.guards.get(guard)?.edges.get(key);
      if (edge === undefined || Math.floor(edge.score) < end) {
        this.fail(`${key} is live, but no edge of ${guard} leads to it`);
      }
    }
  }

  *liveEntries(): Generator<[key: string, value: SimValue, marked: boolean]> {
    for (const key of this.node.entries.keys()) {
      const stored = this.node.entry(key);
      if (stored === null) continue;
      const header = readHeader(stored.blob);
      if (!header.hasValue || header.generation < this.generation) continue;
      if (header.hardExpiryMs <= this.node.nowMs()) continue;
      const standing = verifiedStanding(this.node, stored.blob);
      if (standing === 'gone') continue;
      yield [key, valueOf(stored.blob), header.staleSinceMs !== 0 || standing === 'stale'];
    }
  }

  private checkAgainst(
    one: Invalidation,
    key: string,
    value: SimValue,
    mayBeStale: boolean,
    where: string,
  ): void {
    if (mayBeStale && one.covers === 'targets' && this.isSoft(one, key)) return;
    for (const part of value.parts) {
      if (part.set !== null && (this.setSequences.get(part.set) ?? Infinity) >= one.sequence) {
        continue;
      }
      if (one.covers === 'targets' && !part.guards.some((guard) => one.closure.has(guard))) {
        continue;
      }
      for (const [row, version] of Object.entries(part.rows)) {
        const needed = one.rows[row] ?? 0;
        if (version >= needed) continue;
        this.fail(
          `${key} ${where}: its part ${part.key} holds version ${version} of row ${row}; ` +
            `${one.name} of ${one.targets.join() || 'everything'}, resolved before, saw version ${needed}`,
        );
      }
    }
  }

  private isSoft(one: Invalidation, key: string): boolean {
    if (one.mode !== null) return one.mode === 'soft';
    return this.types.find(({ type }) => type === typeOf(key))?.onInvalidate === 'soft';
  }

  /** Targets, and the guards of members below which something is declared, as far as all of it stood before the call. */
  private closureOf(given: Omit<Invalidation, 'closure'>): Set<Guard> {
    const closure = new Set<Guard>(given.targets);
    for (const guard of closure) {
      for (const [key, edge] of this.node.guards.get(guard)?.edges ?? []) {
        const flaggedAt = this.node.types.get(typeOf(key))?.at ?? Infinity;
        const isOld = edge.since < given.calledAt && flaggedAt < given.calledAt;
        if (isOld && edge.score > this.node.nowMs()) closure.add(`k:${key}`);
      }
    }
    return closure;
  }
}

export function valueOf(blob: Buffer): SimValue {
  const header = readHeader(blob);
  const text = blob.toString('utf8', HEADER_BYTES + header.refsLength);
  return JSON.parse(text) as SimValue;
}
