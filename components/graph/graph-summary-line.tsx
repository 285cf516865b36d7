'use client';

import { Button } from '@/components/ui/button';
import type { GraphViewModel } from '@/lib/contract';
import { formatCount, formatDuration, formatPlural } from '@/lib/format';
import { FOLD_STEP, MAX_BUDGET, MAX_FOLD, summarizeView, summaryWords } from './graph-summary';
import type { GraphActions, GraphState } from './use-graph-state';

/** How much of the whole is drawn, where the rest is, and how to see it. Nothing is left out silently. */
export function GraphSummaryLine({
  view,
  state,
  actions,
}: {
  view: GraphViewModel;
  state: GraphState;
  actions: GraphActions;
}) {
  const { hidden, groups, overBudget } = summarizeView(view);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-xs text-ink-muted">
      <p role="status" className="tabular">
        {summaryWords(view)}
        {groups > 0 &&
          `, ${formatCount(hidden)} folded into ${formatPlural(groups, 'group', 'groups')}`}
        {view.snapshotAgeMs !== null && ` · counted ${formatDuration(view.snapshotAgeMs)} ago`}
      </p>
      {groups > 0 && state.fold < MAX_FOLD && (
        <Button size="sm" onClick={() => actions.setFold(state.fold + FOLD_STEP)}>
          Show {FOLD_STEP} more per node
        </Button>
      )}
      {overBudget && state.budget < MAX_BUDGET && (
        <Button size="sm" onClick={() => actions.setBudget(MAX_BUDGET)}>
          Allow {MAX_BUDGET} nodes
        </Button>
      )}
    </div>
  );
}
