// Which nodes of a key-level view are drawn, and which are folded into a counted group. Pure: no reading here.
import type { GraphView } from '../types';

export type Side = 'up' | 'down';

export interface Fold {
  id: string;
  /** The node it hangs on; null for what lies beyond the budget as a whole. */
  parent: string | null;
  side: Side;
  level: number;
  /** Ids of nodes it hides. */
  hidden: string[];
  /** Nodes it hides that were counted but not looked at. */
  more: number;
}

export interface Candidates {
  parent: string;
  /** Neighbours of the parent, the ones to show first. */
  ids: readonly string[];
  /** Further neighbours that were counted but not looked at. */
  more: number;
}

/** Room kept for one fold per side that takes what has no room for a fold of its own. */
const RESERVE = 2;

/** Places nodes from the focus outwards, the near ones first, and never more than `budget`, folds included. */
export class Placement {
  readonly shown = new Map<string, number>();
  readonly folds = new Map<string, Fold>();
  readonly folded: GraphView['folded'] = [];
  private readonly hiddenIn = new Map<string, string>();

  constructor(
    focus: string,
    private readonly fold: number,
    private readonly budget: number,
  ) {
    this.shown.set(focus, 0);
  }

  /** Places the neighbours of one node; returns those that are newly shown. */
  place(side: Side, level: number, { parent, ids, more }: Candidates): string[] {
    const fresh = ids.filter((id) => this.nodeOf(id) === null);
    const total = fresh.length + more;
    const room = Math.max(0, this.budget - RESERVE - this.shown.size - this.ownFolds());
    const wanted = total <= this.fold ? fresh.length : Math.min(fresh.length, this.fold);
    const fits = wanted + (wanted < total ? 1 : 0) <= room;
    const count = fits ? wanted : Math.max(0, Math.min(wanted, room - 1));
    const shown = fresh.slice(0, count);
    for (const id of shown) this.shown.set(id, level);
    if (count < total) {
      const hasRoom = count + 1 <= room;
      this.hide(side, level, hasRoom ? parent : null, fresh.slice(count), more);
      this.folded.push({ parent, hidden: total - count, reason: fits ? 'fan-out' : 'budget' });
    }
    return shown;
  }

  /** The node that stands for `id` in the view: itself, the fold that hides it, or null. */
  nodeOf(id: string): string | null {
    return this.shown.has(id) ? id : (this.hiddenIn.get(id) ?? null);
  }

  hiddenIds(): string[] {
    return [...this.hiddenIn.keys()];
  }

  private ownFolds(): number {
    let count = 0;
    for (const fold of this.folds.values()) if (fold.parent !== null) count += 1;
    return count;
  }

  private hide(
    side: Side,
    level: number,
    parent: string | null,
    ids: readonly string[],
    more: number,
  ): void {
    const id = foldId(side, parent);
    const fold = this.folds.get(id) ?? { id, parent, side, level, hidden: [], more: 0 };
    for (const hidden of ids) {
      fold.hidden.push(hidden);
      this.hiddenIn.set(hidden, id);
    }
    fold.more += more;
    this.folds.set(id, fold);
  }
}

export const foldId = (side: Side, parent: string | null): string =>
  parent === null ? `fold:${side}` : `fold:${side}:${parent}`;
