'use client';

import { Waypoints } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import { EmptyState } from '@/components/shared/empty-state';
import { ErrorState, StaleDataNote } from '@/components/shared/error-state';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import { cn } from '@/lib/cn';
import type { GraphViewModel } from '@/lib/contract';
import { GraphLegend } from './graph-legend';
import { GraphPicture, PictureSkeleton } from './graph-picture';
import { isUnknownFocus } from './graph-summary';
import { GraphSummaryLine } from './graph-summary-line';
import { GraphTable } from './graph-table';
import { GraphToolbar } from './graph-toolbar';
import { NodePanel } from './node-panel';
import { useGraphState } from './use-graph-state';
import { useGraphView } from './use-graph-view';
import { useLayout } from './use-layout';
import { useMedia } from './use-media';
import { usePageKeys } from './use-page-keys';
import { WaveLightProvider } from './wave-light-context';
import { WaveStrip } from './wave-strip';

type Layout = ReturnType<typeof useLayout>;

/** The graph page: what to look at, the picture or its table twin, and the selected node beside it. */
export function GraphScreen() {
  const { state, actions } = useGraphState();
  const query = useGraphView(state);
  const small = useMedia('(max-width: 767px)');
  const asTable = small === true || state.view === 'table';
  const layout = useLayout(asTable || small === null ? undefined : query.data);
  const onTwin = useCallback(
    () => actions.setView(state.view === 'table' ? 'graph' : 'table'),
    [actions, state.view],
  );
  const onEscape = useCallback(() => actions.select(null), [actions]);
  usePageKeys({ onTwin, onEscape });

  return (
    <div aria-busy={query.isFetching}>
      <GraphToolbar
        state={state}
        actions={actions}
        view={query.data}
        tableOnly={small === true}
        onTidy={layout.tidy}
      />
      {query.isError && query.data && (
        <StaleDataNote
          what="The graph could not be refreshed"
          error={query.error}
          dataAt={query.dataUpdatedAt}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.isError && !query.data && (
        <ErrorState
          what="The graph could not be read"
          error={query.error}
          onRetry={() => void query.refetch()}
          stillWorks="The audit trail can still be read."
        />
      )}
      {!query.isError && !query.data && <ScreenSkeleton asTable={asTable} />}
      {query.data && (
        <WaveLightProvider view={query.data}>
          <WaveStrip view={query.data} />
          <GraphBody
            view={query.data}
            asTable={asTable}
            state={state}
            actions={actions}
            layout={layout}
          />
        </WaveLightProvider>
      )}
    </div>
  );
}

function GraphBody({
  view,
  asTable,
  state,
  actions,
  layout,
}: ReturnType<typeof useGraphState> & { view: GraphViewModel; asTable: boolean; layout: Layout }) {
  const wide = useMedia('(min-width: 1024px)');
  const selected = useMemo(
    () => view.nodes.find((node) => node.id === state.selected),
    [view, state.selected],
  );
  if (view.nodes.length === 0 || isUnknownFocus(view))
    return <NothingCached focus={view.focus} actions={actions} />;
  return (
    <>
      <div className={cn('flex gap-4', !asTable && 'lg:h-[calc(100dvh-17.25rem)] lg:min-h-112')}>
        <div className="min-w-0 flex-1">
          {asTable ? (
            <GraphTable view={view} state={state} actions={actions} />
          ) : (
            <div className="h-full min-h-112 overflow-hidden rounded-lg border border-line bg-sunken">
              <GraphPicture layout={layout} state={state} actions={actions} />
            </div>
          )}
        </div>
        {selected && (
          <NodePanel
            node={selected}
            view={view}
            state={state}
            actions={actions}
            asSheet={wide === false}
          />
        )}
      </div>
      <div className="mt-3 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <GraphSummaryLine view={view} state={state} actions={actions} />
        {!asTable && <GraphLegend level={view.level} />}
      </div>
    </>
  );
}

function NothingCached({
  focus,
  actions,
}: {
  focus: string | null;
  actions: ReturnType<typeof useGraphState>['actions'];
}) {
  if (focus === null)
    return (
      <EmptyState icon={Waypoints} title="Nothing is cached in this namespace yet">
        As soon as a service reads through the cache, its keys, tags and dependencies appear here.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={Waypoints}
      title="Nothing is known under this name"
      action={<Button onClick={() => actions.focusOn(null)}>Show all types</Button>}
    >
      No cached entry has this key or tag, and nothing depends on it. It may have expired, or the
      service writes the name differently.
    </EmptyState>
  );
}

function ScreenSkeleton({ asTable }: { asTable: boolean }) {
  if (asTable)
    return (
      <div role="status" aria-label="Loading the table" className="grid gap-2">
        {Array.from({ length: 8 }, (_, row) => (
          <Skeleton key={row} className="h-9 w-full" />
        ))}
      </div>
    );
  return (
    <div className="h-[calc(100dvh-17.25rem)] min-h-112 rounded-lg border border-line">
      <PictureSkeleton />
    </div>
  );
}
