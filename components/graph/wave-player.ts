import type { WaveLight } from './wave-light';

/** Time between two levels, shortened for deep waves so that none runs longer than MAX_SPREAD_MS. */
const STEP_MS = 240;
const MAX_SPREAD_MS = 2_000;
const HOLD_MS = 2_200;
/** Waves drawn at the same time; a burst beyond it is seen in the refreshed data only. */
const MAX_PLAYING = 12;

type Schedule = (run: () => void, ms: number) => () => void;
const schedule: Schedule = (run, ms) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/**
 * Lights the nodes of running waves level by level. Components subscribe by node id, so that a wave over ten nodes
 * re-renders ten nodes and not the graph.
 */
export class WavePlayer {
  private readonly lit = new Map<string, number>();
  private readonly listeners = new Set<() => void>();
  private readonly pending = new Set<() => void>();
  private playing = 0;

  constructor(private readonly later: Schedule = schedule) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  isLit(id: string): boolean {
    return this.lit.has(id);
  }

  /** Plays a wave; `still` (reduced motion) lights all levels at once. False when it was one too many. */
  play(light: WaveLight, still: boolean): boolean {
    if (this.playing >= MAX_PLAYING || light.depths.size === 0) return false;
    this.playing++;
    const step = still ? 0 : Math.min(STEP_MS, MAX_SPREAD_MS / Math.max(1, light.maxDepth));
    for (const [depth, ids] of groupByDepth(light)) {
      this.after(depth * step, () => this.change(ids, 1));
      this.after(depth * step + HOLD_MS, () => this.change(ids, -1));
    }
    this.after(light.maxDepth * step + HOLD_MS, () => {
      this.playing--;
    });
    return true;
  }

  stop(): void {
    for (const cancel of this.pending) cancel();
    this.pending.clear();
    this.lit.clear();
    this.playing = 0;
    this.tell();
  }

  private after(ms: number, run: () => void) {
    const cancel = this.later(() => {
      this.pending.delete(cancel);
      run();
    }, ms);
    this.pending.add(cancel);
  }

  /** Counted, since two waves may light the same node. */
  private change(ids: readonly string[], by: 1 | -1) {
    for (const id of ids) {
      const count = (this.lit.get(id) ?? 0) + by;
      if (count > 0) this.lit.set(id, count);
      else this.lit.delete(id);
    }
    this.tell();
  }

  private tell() {
    for (const listener of this.listeners) listener();
  }
}

function groupByDepth(light: WaveLight): Map<number, string[]> {
  const levels = new Map<number, string[]>();
  for (const [id, depth] of light.depths) levels.set(depth, [...(levels.get(depth) ?? []), id]);
  return levels;
}
