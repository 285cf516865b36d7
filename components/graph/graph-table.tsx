'use client';

import { useMemo } from 'react';
import { DataTable } from '@/components/shared/data-table';
import { Card } from '@/components/ui/card';
import type { GraphViewModel } from '@/lib/contract';
import { graphColumns, toGraphRows } from './graph-columns';
import type { GraphActions, GraphState } from './use-graph-state';

/** Rows beyond this are drawn only while in view. */
const VIRTUAL_ABOVE_ROWS = 150;

/** The graph as a table: same nodes, same selection, same actions. On small screens it is the page. */
export function GraphTable({
  view,
  state,
  actions,
}: {
  view: GraphViewModel;
  state: GraphState;
  actions: GraphActions;
}) {
  const { level, focus } = view;
  const columns = useMemo(
    () => graphColumns({ level, focus }, actions.select),
    [level, focus, actions],
  );
  const rows = useMemo(() => toGraphRows(view), [view]);
  return (
    <Card>
      <DataTable
        label={view.level === 'type' ? 'Key types and tag families' : 'Nodes of the graph'}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.node.id}
        sort={state.sort === null ? null : { id: state.sort, desc: state.desc }}
        onSort={actions.sortBy}
        selectedKey={state.selected}
        {...(rows.length > VIRTUAL_ABOVE_ROWS ? { virtualHeight: '65vh' } : {})}
      />
    </Card>
  );
}
