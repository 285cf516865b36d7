import type { GraphViewModel } from '@/lib/contract';
import { formatCount } from '@/lib/format';

export const FOLD_STEP = 25;
export const MAX_FOLD = 800;
export const MAX_BUDGET = 800;

export interface GraphSummary {
  shown: number;
  total: number;
  hidden: number;
  groups: number;
  /** Something does not fit the node budget, so that more per parent alone would not show it. */
  overBudget: boolean;
}

/** What is drawn and what is not: folded groups are not counted as shown nodes. */
export function summarizeView(view: GraphViewModel): GraphSummary {
  const shown = view.nodes.filter((node) => node.kind !== 'fold').length;
  return {
    shown,
    total: Math.max(view.totalNodes, shown),
    hidden: view.folded.reduce((sum, fold) => sum + fold.hidden, 0),
    groups: view.folded.length,
    overBudget: view.folded.some((fold) => fold.reason === 'budget'),
  };
}

export function summaryWords(view: GraphViewModel): string {
  const { shown, total, groups } = summarizeView(view);
  const things = view.level === 'type' ? 'groups' : 'nodes';
  if (groups === 0 && shown === total) return `Showing all ${formatCount(total)} ${things}`;
  return `Showing ${formatCount(shown)} of ${formatCount(total)} ${things}`;
}

export interface FoldPlace {
  /** The node whose neighbours are folded; null when the group is what the node budget left no room for. */
  parent: string | null;
  side: 'upstream' | 'downstream' | null;
}

/** Where a folded group hangs: `fold:down:<node>`, `fold:up:<node>`, `fold:down` (beyond the budget), `fold:rest`. */
export function placeOfFold(foldId: string): FoldPlace {
  const [, side = '', parent = ''] = /^fold:(up|down)(?::(.+))?$/su.exec(foldId) ?? [];
  if (side === '') return { parent: null, side: null };
  return { parent: parent === '' ? null : parent, side: side === 'up' ? 'upstream' : 'downstream' };
}

/** What a view is of: places of nodes are kept, and the viewport stays, as long as it is the same. */
export function scopeOfView(view: Pick<GraphViewModel, 'focus' | 'select'>): string {
  return view.select === null ? (view.focus ?? 'types') : `select ${view.select}`;
}

/** True when the view is a focus that nothing is known of: not cached, and nothing depends on it. */
export function isUnknownFocus(view: GraphViewModel): boolean {
  const [only, ...more] = view.nodes;
  if (view.focus === null || only === undefined || more.length > 0) return false;
  return only.fanOut === 0 && (only.kind === 'tag' || only.state === 'missing');
}
