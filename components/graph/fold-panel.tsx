'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Table2 } from 'lucide-react';
import Link from 'next/link';
import { ErrorState } from '@/components/shared/error-state';
import { StateBadge } from '@/components/shared/state-badge';
import { StoredText } from '@/components/shared/stored-text';
import { TableTwin } from '@/components/shared/table-twin';
import type { Column } from '@/components/shared/data-table';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { api, apiPath } from '@/lib/api-client';
import { type GraphNodeView, graphViewSchema } from '@/lib/contract';
import { formatCount } from '@/lib/format';
import { parseGuard } from '@/lib/guard';
import { queryKeys } from '@/lib/query-keys';
import { FOLD_STEP, MAX_BUDGET, MAX_FOLD, placeOfFold } from './graph-summary';
import { nameOfId, readsWord } from './node-words';
import { narrowToType } from './selection-actions';
import type { GraphActions, GraphState } from './use-graph-state';

/** A folded group: 25 more in the picture, or all of it (up to the server's limit) as a table. */
export function FoldPanel({
  node,
  state,
  actions,
}: {
  node: GraphNodeView;
  state: GraphState;
  actions: GraphActions;
}) {
  const place = placeOfFold(node.id);
  const asTable =
    state.select !== null && node.id.startsWith('fold:select:') && node.type !== 'tags'
      ? narrowToType(state.select, node.type)
      : null;
  const guard = place.parent === null ? null : parseGuard(place.parent);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <p className="text-[13px] text-ink-muted">
        {place.parent === null || place.side === null ? (
          `They did not fit into the ${formatCount(state.budget)} nodes that are drawn at most.`
        ) : (
          <>
            {place.side === 'upstream' ? 'Dependencies' : 'Dependents'} of{' '}
            <StoredText text={nameOfId(place.parent)} wrap /> that are folded to keep the graph
            readable. The busiest are drawn.
          </>
        )}
      </p>
      <div className="flex flex-wrap gap-2">
        {place.parent !== null && state.fold < MAX_FOLD && (
          <Button
            size="sm"
            variant="primary"
            onClick={() => actions.setFold(state.fold + FOLD_STEP)}
          >
            Show {FOLD_STEP} more
          </Button>
        )}
        {place.parent === null && state.budget < MAX_BUDGET && (
          <>
            <Button
              size="sm"
              variant="primary"
              onClick={() => actions.setBudget(state.budget + FOLD_STEP)}
            >
              Show {FOLD_STEP} more
            </Button>
            <Button size="sm" onClick={() => actions.setBudget(MAX_BUDGET)}>
              Allow {MAX_BUDGET} nodes
            </Button>
          </>
        )}
        {asTable !== null && (
          <Button size="sm" onClick={() => actions.selectBy(asTable, 'table')}>
            <Table2 aria-hidden /> As a table
          </Button>
        )}
        {guard?.kind === 'tag' && (
          <Button asChild size="sm">
            <Link href={`/tags/${encodeURIComponent(guard.name)}`}>All members</Link>
          </Button>
        )}
      </div>
      {place.parent !== null && place.side !== null && (
        <Neighbours parent={place.parent} side={place.side} />
      )}
    </div>
  );
}

const columns: Column<GraphNodeView>[] = [
  {
    id: 'key',
    header: 'Node and state',
    primary: true,
    cell: (node) => (
      <div className="grid justify-items-start gap-0.5 py-1.5">
        <StoredText text={node.label} className="max-w-full" />
        {node.state !== null && <StateBadge state={node.state} />}
      </div>
    ),
  },
  {
    id: 'reads',
    header: 'Reads',
    width: '4.5rem',
    align: 'right',
    cell: (node) => <span>{readsWord(node) ?? '–'}</span>,
  },
];

function Neighbours({ parent, side }: { parent: string; side: 'upstream' | 'downstream' }) {
  const query = {
    focus: parent,
    up: side === 'upstream' ? 1 : 0,
    down: side === 'upstream' ? 0 : 1,
    fold: MAX_FOLD,
    budget: MAX_BUDGET,
  };
  const list = useQuery({
    queryKey: queryKeys.graph(query),
    queryFn: ({ signal }) => api.get(apiPath('/graph', query), graphViewSchema, signal),
    placeholderData: keepPreviousData,
  });
  if (list.isPending) return <Skeleton className="h-40 w-full" />;
  if (list.isError && !list.data)
    return (
      <ErrorState
        what="The folded nodes could not be read"
        error={list.error}
        onRetry={() => void list.refetch()}
      />
    );
  const rows = list.data.nodes.filter((node) => node.id !== parent && node.kind !== 'fold');
  const hidden = list.data.folded.reduce((sum, fold) => sum + fold.hidden, 0);
  return (
    <div>
      <p role="status" className="tabular mb-1 text-xs text-ink-muted">
        Showing {formatCount(rows.length)} of {formatCount(rows.length + hidden)}, those in the
        graph included
      </p>
      <div className="rounded-md border border-line">
        <TableTwin
          label="Folded nodes"
          columns={columns}
          rows={rows}
          rowKey={(node) => node.id}
          height="300px"
        />
      </div>
    </div>
  );
}
