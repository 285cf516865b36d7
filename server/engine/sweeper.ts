// Housekeeping of the index: edges that have ended and guards that hold nothing are removed in the background, by one
// process per namespace.
//
// An ended edge guard → key may still be needed: an entry that *declared* a dependency on `key` hangs on the guard of
// `key` only, and a wave from the far guard finds it through this edge, also when `key` itself has expired (D8b of the
// model). So an ended edge goes only when nothing live can be reached below its key. An entry that declares `key` after
// the look and before the removal is as one that declares a key that is not cached: the order of the two is free.
import { keyGuard } from './names';
import { type RetiredStore, sweepRetiredOf } from './retired-bodies';
import { chunksOf } from './people/concurrent';
import type { Clock, Guard, InspectStore } from './ports';

export type SweepStore = Pick<
  InspectStore,
  | 'scanGuards'
  | 'expiredMembers'
  | 'hasLiveDependents'
  | 'guardInfo'
  | 'members'
  | 'dropExpired'
  | 'dropIdleGuards'
  | 'holdRole'
> &
  RetiredStore;

export interface SweepReport {
  /** Guards looked at. */
  guards: number;
  /** Ended edges removed. */
  removed: number;
}

const MEMBERS_AT_ONCE = 100;
const GUARDS_AT_ONCE = 100;
/** Keys followed below one ended edge; past that it is kept, which is always safe. */
const FOLLOW_LIMIT = 1_000;
/** A load that began before a marker this old was aborted long ago: nothing is left for the marker to refuse. */
const IDLE_MARKER_MS = 3_600_000;
const EVERY_MS = 60_000;
const ROLE = 'sweeper';
const ROLE_MS = 3 * EVERY_MS;
/** Between two batches in the background, so that a large index costs Redis little at any moment. */
const PAUSE_MS = 20;

export interface SweeperOptions {
  store: SweepStore;
  clock: Clock;
  /** Names this process while it holds the role. */
  token: string;
  onError?: (error: unknown) => void;
}

export class Sweeper {
  private timer: { cancel(): void } | null = null;
  private running: Promise<unknown> | null = null;
  private stopped = true;

  constructor(private readonly options: SweeperOptions) {}

  /** Begins to sweep once a minute while this process holds the role. Returns what stops it. */
  start(): () => void {
    this.stopped = false;
    this.plan();
    return () => {
      this.stopped = true;
      this.timer?.cancel();
      this.timer = null;
    };
  }

  /** One whole pass, at once and without pauses. */
  sweep(): Promise<SweepReport> {
    return this.pass(async () => true);
  }

  private plan(): void {
    if (this.stopped || this.timer !== null) return;
    this.timer = this.options.clock.setTimeout(() => {
      this.timer = null;
      this.running ??= this.sweepInBackground()
        .catch((error: unknown) => this.options.onError?.(error))
        .finally(() => {
          this.running = null;
          this.plan();
        });
    }, EVERY_MS);
  }

  private async sweepInBackground(): Promise<void> {
    if (await this.holdRole())
      await this.pass(async () => {
        await this.pause();
        return !this.stopped && (await this.holdRole());
      });
  }

  private holdRole(): Promise<boolean> {
    return this.options.store.holdRole(ROLE, this.options.token, ROLE_MS);
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => this.options.clock.setTimeout(resolve, PAUSE_MS));
  }

  private async pass(mayGoOn: () => Promise<boolean>): Promise<SweepReport> {
    const { store } = this.options;
    const report: SweepReport = { guards: 0, removed: 0 };
    for await (const found of store.scanGuards('all')) {
      for (const guards of chunksOf(found, GUARDS_AT_ONCE)) {
        if (!(await mayGoOn())) return report;
        const removed = await Promise.all(guards.map((guard) => sweepGuard(store, guard)));
        const infos = await store.guardInfo(guards);
        const big = guards.filter((_, i) => (infos[i]?.retired ?? 0) > 0);
        await sweepRetiredOf(store, big, mayGoOn);
        report.guards += guards.length;
        report.removed += removed.reduce((sum, count) => sum + count, 0);
        await store.dropIdleGuards(guards, IDLE_MARKER_MS);
      }
    }
    return report;
  }
}

/** Removes what may go from one guard; returns how many. */
async function sweepGuard(store: SweepStore, guard: Guard): Promise<number> {
  let removed = 0;
  let kept = 0;
  for (;;) {
    const keys = await store.expiredMembers(guard, MEMBERS_AT_ONCE, kept);
    if (keys.length === 0) return removed;
    const useless = await withNothingLiveBelow(store, keys);
    const dropped = await store.dropExpired(guard, useless);
    removed += dropped;
    kept += keys.length - dropped;
    if (keys.length < MEMBERS_AT_ONCE) return removed;
  }
}

/** Those of `keys` below which no edge is live. Most keys have no dependents at all and cost one look together. */
async function withNothingLiveBelow(store: SweepStore, keys: readonly string[]): Promise<string[]> {
  const infos = await store.guardInfo(keys.map(keyGuard));
  const useless: string[] = [];
  for (const [i, key] of keys.entries()) {
    const isLeaf = infos[i]?.members === 0;
    if (isLeaf || !(await isLiveBelow(store, key))) useless.push(key);
  }
  return useless;
}

/** Follows edges downwards, ended ones too, until a live one is found. Cycles end: each key is followed once. */
async function isLiveBelow(store: SweepStore, key: string): Promise<boolean> {
  const followed = new Set<string>([key]);
  let level: string[] = [key];
  while (level.length > 0) {
    const guards = level.map(keyGuard);
    if ((await store.hasLiveDependents(guards)).includes(true)) return true;
    const next: string[] = [];
    for (const guard of guards) {
      for (let skip = 0; ; skip += MEMBERS_AT_ONCE) {
        const members = await store.expiredMembers(guard, MEMBERS_AT_ONCE, skip);
        for (const member of members) if (!followed.has(member)) next.push(member);
        for (const member of members) followed.add(member);
        if (followed.size > FOLLOW_LIMIT) return true;
        if (members.length < MEMBERS_AT_ONCE) break;
      }
    }
    level = next;
  }
  return false;
}
