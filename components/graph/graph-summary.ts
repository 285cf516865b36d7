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

/** Whose neighbours a fold node stands for, and on which side: the other end of its edge. Null when it has none. */
export function foldOf(
  view: GraphViewModel,
  foldId: string,
): { parent: string; side: 'upstream' | 'downstream' } | null {
  for (const edge of view.edges) {
    if (edge.target === foldId) return { parent: edge.source, side: 'downstream' };
    if (edge.source === foldId) return { parent: edge.target, side: 'upstream' };
  }
  return null;
}
