'use client';

import { useMemo } from 'react';
import { Skeleton } from '@/components/ui/skeleton';
import { cn } from '@/lib/cn';
import type { GraphViewModel } from '@/lib/contract';
import type { Exporting } from './export-picture';
import { GraphLegend } from './graph-legend';
import { GraphPicture, PictureSkeleton } from './graph-picture';
import { isUnknownFocus } from './graph-summary';
import { GraphSummaryLine } from './graph-summary-line';
import { GraphTable } from './graph-table';
import { NodePanel } from './node-panel';
import { NothingToDraw } from './nothing-to-draw';
import { PathBanner } from './path-banner';
import type { GraphActions, GraphState } from './use-graph-state';
import type { useLayout } from './use-layout';
import { useMedia } from './use-media';
import { type PathPick, usePathPick } from './use-path-pick';

interface Props {
  view: GraphViewModel;
  asTable: boolean;
  state: GraphState;
  actions: GraphActions;
  layout: ReturnType<typeof useLayout>;
  exporting?: Exporting;
  /** Where the choice of a path is kept when the search box takes part in it. */
  pick?: ReturnType<typeof usePathPick>;
}

/** The picture or its table twin, the selected node beside it, and what is and is not drawn below. */
export function GraphBody({ pick, ...props }: Props) {
  const own = usePathPick(props.view, props.actions);
  const { actions, ...path } = pick ?? own;
  return <Body {...props} actions={actions} path={path} />;
}

function Body({
  view,
  asTable,
  state,
  actions,
  layout,
  exporting,
  path,
}: Omit<Props, 'pick'> & { path: PathPick }) {
  const wide = useMedia('(min-width: 1024px)');
  const selected = useMemo(
    () => view.nodes.find((node) => node.id === state.selected),
    [view, state.selected],
  );
  if (view.nodes.length === 0 || isUnknownFocus(view))
    return <NothingToDraw view={view} actions={actions} />;
  return (
    <>
      <PathBanner pick={path} />
      <div className={cn('flex gap-4', !asTable && 'lg:h-[calc(100dvh-17.25rem)] lg:min-h-112')}>
        <div className="min-w-0 flex-1">
          {asTable ? (
            <GraphTable view={view} state={state} actions={actions} />
          ) : (
            <div className="h-full min-h-112 overflow-hidden rounded-lg border border-line bg-sunken">
              <GraphPicture
                layout={layout}
                state={state}
                actions={actions}
                {...(exporting && { exporting })}
              />
            </div>
          )}
        </div>
        {selected && path.from === null && (
          <NodePanel
            node={selected}
            view={view}
            state={state}
            actions={actions}
            onPath={path.begin}
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

/** The shape of what will come. */
export function ScreenSkeleton({ asTable }: { asTable: boolean }) {
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
