'use client';

import dynamic from 'next/dynamic';
import { ErrorState } from '@/components/shared/error-state';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import type { Exporting } from './export-picture';
import type { GraphActions, GraphState } from './use-graph-state';
import type { useLayout } from './use-layout';

// Only this page, and only where the picture is drawn, loads React Flow; it cannot render on the server.
const GraphCanvas = dynamic(() => import('./graph-canvas').then((module) => module.GraphCanvas), {
  ssr: false,
  loading: () => <PictureSkeleton />,
});

/** The canvas, or what stands in for it while it is laid out or when that failed. */
export function GraphPicture({
  layout,
  state,
  actions,
  exporting,
}: {
  layout: ReturnType<typeof useLayout>;
  state: GraphState;
  actions: GraphActions;
  exporting?: Exporting;
}) {
  if (layout.laidOut !== null)
    return (
      <GraphCanvas
        laidOut={layout.laidOut}
        state={state}
        actions={actions}
        {...(exporting && { exporting })}
      />
    );
  if (layout.error !== null)
    return (
      <div>
        <ErrorState
          what="The graph could not be laid out"
          error={layout.error}
          onRetry={layout.tidy}
          stillWorks="The table shows the same nodes."
        />
        <div className="text-center">
          <Button onClick={() => actions.setView('table')}>Show the table</Button>
        </div>
      </div>
    );
  return <PictureSkeleton />;
}

const columns = ['a', 'b', 'c'] as const;
const rows = [2, 4, 3] as const;

/** Three columns of nodes: the shape of what will come. */
export function PictureSkeleton() {
  return (
    <div
      role="status"
      aria-label="Loading the graph"
      className="flex h-full items-center gap-16 px-10"
    >
      {columns.map((column, at) => (
        <div key={column} className="grid flex-1 gap-5">
          {Array.from({ length: rows[at] ?? 0 }, (_, row) => (
            <Skeleton
              key={`${column}${row}`}
              className="h-16 w-full max-w-56 bg-line dark:bg-line"
            />
          ))}
        </div>
      ))}
    </div>
  );
}
