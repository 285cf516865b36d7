// Sources that can be read only some time after they changed: a lagging replica, a webhook that is faster than its own
// database. No cache can see that a loader was given old data; three facts let this one refuse it all the same:
//   an event's `settleMs`    markers ahead of the clock: what is loaded before event time + settleMs is not kept
//   a family's `settleMs`    its loads are held against each marker + settleMs, whichever wave set it
//   a row's `version`        a load that saw an older row than the last event told of is not kept
// What is refused goes to its caller alone, and is loaded again once it has settled.
import { isCreation } from './change-events';
import { FreshetError } from './errors';
import type { LoadPlan } from './loading';
import type { Guard } from './ports';
import type { Runtime } from './runtime';
import type { ChangeEvent, InvalidateOptions, WaveCause } from './types';

/** Longer would be an outage of the cache, not a replica's lag. */
export const MAX_SETTLE_MS = 60_000;
/** When to try again a row whose version has not arrived yet, and how often; the pause doubles. */
const VERSION_RETRY_MS = 500;
const MAX_RETRIES = 6;
const MAX_WAITING = 1000;

export type Versions = Readonly<Record<string, number>>;

export interface LoadedFacts {
  key: string;
  /** Every guard of the value but its own key. */
  guards: readonly Guard[];
  /** Sequence the load began with. */
  sequence: number;
  /** When the load began, ms on the node's clock. */
  beganAtMs: number;
  /** Look at the markers, that of the own key too: some may lie ahead, or the lease does not reach back to the sequence. */
  lookBack: boolean;
  settleMs: number;
  versions: Versions;
}

/** An invalidation with the facts behind it. */
export type Told = InvalidateOptions &
  Pick<WaveCause, 'event' | 'source'> & { events?: readonly ChangeEvent[] };

const eventsOf = ({ event, events = [] }: Told): readonly ChangeEvent[] =>
  event === undefined ? events : [event];

/** True when a wave has something to tell before it opens. */
export function announces(told: Told): boolean {
  const hasNews = (event: ChangeEvent) => event.version !== undefined || (event.settleMs ?? 0) > 0;
  return (told.settleMs ?? 0) > 0 || eventsOf(told).some(hasNews);
}

/** Throws `invalid-option` naming the field. */
export function checkSettleMs(settleMs: number): number {
  if (settleMs >= 0 && settleMs <= MAX_SETTLE_MS) return settleMs;
  throw new FreshetError(
    'invalid-option',
    `settleMs is ${settleMs}: give milliseconds, 0 to ${MAX_SETTLE_MS}`,
  );
}

/**
 * Before a wave opens, so that no load can pass between it and its markers. Returns the sequence until which its guards
 * settle, 0 for none. An event counts from its own time, but never from a later one than now: clocks differ.
 */
export async function announceChange(
  runtime: Runtime,
  roots: readonly Guard[],
  told: Told,
): Promise<number> {
  const { store, rules } = runtime;
  if (!rules.settle) return 0;
  const events = eventsOf(told);
  for (const event of events) {
    if (event.version === undefined) continue;
    const row = `${event.entity}:${event.id}`;
    await store.noteRowVersion(row, checkVersion(event.version), isCreation(event.type));
  }
  const nowMs = runtime.clock.date().getTime();
  const lasts = events.map((event) => lastsMs(told.settleMs ?? event.settleMs ?? 0, event, nowMs));
  if (events.length === 0) lasts.push(checkSettleMs(told.settleMs ?? 0));
  const forMs = Math.max(...lasts);
  return forMs > 0 ? store.settle(roots, forMs) : 0;
}

function lastsMs(settleMs: number, event: ChangeEvent, nowMs: number): number {
  const toldAt = event.time === undefined ? Number.NaN : new Date(event.time).getTime();
  const ageMs = Number.isNaN(toldAt) ? 0 : Math.max(0, nowMs - toldAt);
  return checkSettleMs(settleMs) - ageMs;
}

function checkVersion(version: number): number {
  if (Number.isFinite(version)) return version;
  throw new FreshetError('invalid-option', `the event's version is ${version}: give a number`);
}

/** What a loader says of a row. Throws `invalid-option`. */
export function checkRowVersion(row: string, version: number): number {
  if (Number.isFinite(version)) return version;
  throw new FreshetError(
    'invalid-option',
    `the version of row ${JSON.stringify(row)} is ${version}: give a number`,
  );
}

/** Until when (ms on the node's clock) this load must not be kept; null when nothing speaks against it. */
export async function settlesUntil(runtime: Runtime, facts: LoadedFacts): Promise<number | null> {
  const { store, rules } = runtime;
  if (!rules.settle) return null;
  const rows = Object.keys(facts.versions);
  const asks = facts.lookBack || facts.settleMs > 0;
  const [known, markers] = await Promise.all([
    rows.length === 0 ? [] : store.rowVersions(rows),
    asks ? store.guardInfo([`k:${facts.key}`, ...facts.guards]) : [],
  ]);
  const nowMs = store.nodeNow();
  let untilMs = 0;
  rows.forEach((row, i) => {
    const newest = known[i] ?? null;
    if (newest !== null && (facts.versions[row] ?? newest) < newest) {
      untilMs = Math.max(untilMs, nowMs + Math.max(facts.settleMs, VERSION_RETRY_MS));
    }
  });
  for (const { marker } of markers) {
    const settledAtMs = marker / 1000 + facts.settleMs;
    if (facts.lookBack && marker > facts.sequence) untilMs = Math.max(untilMs, settledAtMs);
    if (facts.settleMs > 0 && settledAtMs > facts.beganAtMs) {
      untilMs = Math.max(untilMs, settledAtMs);
    }
  }
  return untilMs === 0 ? null : untilMs;
}

/** Loads that were refused, to be tried again when their sources have settled. One timer a key, bounded. */
export class SettleRetries {
  private readonly waiting = new Map<string, { cancel(): void }>();
  private readonly tries = new Map<string, number>();

  constructor(
    private readonly runtime: Runtime,
    private readonly reload: (key: string, plan: LoadPlan) => Promise<unknown>,
  ) {}

  /** `untilMs` on the node's clock. Gives up after six tries: the next reader loads it then. */
  later(key: string, plan: LoadPlan, untilMs: number): void {
    if (this.waiting.has(key) || this.waiting.size >= MAX_WAITING) return;
    const tries = this.tries.get(key) ?? 0;
    if (tries >= MAX_RETRIES) {
      this.tries.delete(key);
      return;
    }
    this.tries.set(key, tries + 1);
    const inMs = Math.max(1, untilMs - this.runtime.store.nodeNow() + 1);
    const timer = this.runtime.clock.setTimeout(() => void this.run(key, plan), inMs * 2 ** tries);
    this.waiting.set(key, timer);
  }

  close(): void {
    for (const timer of this.waiting.values()) timer.cancel();
    this.waiting.clear();
  }

  private async run(key: string, plan: LoadPlan): Promise<void> {
    this.waiting.delete(key);
    try {
      await this.reload(key, plan);
    } catch {
      // Nobody waits: a failed load was counted where it ran, and a store that is away where the next caller meets it.
    }
    if (!this.waiting.has(key)) this.tries.delete(key);
  }
}
