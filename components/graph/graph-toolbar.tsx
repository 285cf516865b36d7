'use client';

import { ChevronRight, LayoutGrid } from 'lucide-react';
import { StoredText } from '@/components/shared/stored-text';
import { Button } from '@/components/ui/button';
import { Segmented } from '@/components/ui/segmented';
import type { GraphViewModel } from '@/lib/contract';
import { parseGuard } from '@/lib/guard';
import { DepthStepper } from './depth-stepper';
import { ExportMenu } from './export-menu';
import type { PictureFormat } from './export-picture';
import { FocusSearch } from './focus-search';
import type { GraphActions, GraphState } from './use-graph-state';

interface Props {
  state: GraphState;
  actions: GraphActions;
  view: GraphViewModel | undefined;
  /** On small screens the table is the page and there is nothing to choose. */
  tableOnly: boolean;
  /** Whether a picture stands that could be saved. */
  canDraw: boolean;
  onTidy: () => void;
  onPicture: (format: PictureFormat) => void;
}

/** Where we are, how far to look, and as what. */
export function GraphToolbar({
  state,
  actions,
  view,
  tableOnly,
  canDraw,
  onTidy,
  onPicture,
}: Props) {
  return (
    <div className="mb-3 grid grid-cols-1 gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <FocusSearch
          // The address decides what stands in the box, also after going back.
          key={state.select}
          initial={state.select ?? ''}
          onChoose={actions.focusOn}
          onSelect={actions.selectBy}
        />
        <div className="ml-auto flex flex-wrap items-center gap-2">
          {!tableOnly && (
            <Segmented
              label="Show as"
              value={state.view}
              options={[
                { value: 'graph', label: 'Graph' },
                { value: 'table', label: 'Table', title: 'Press t' },
              ]}
              onChange={actions.setView}
            />
          )}
          {!tableOnly && state.view === 'graph' && (
            <Button onClick={onTidy} title="Lay the graph out anew">
              <LayoutGrid aria-hidden /> Tidy
            </Button>
          )}
          <ExportMenu view={view} canDraw={canDraw} onPicture={onPicture} />
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
        <Path focus={state.focus} select={state.select} onUp={() => actions.focusOn(null)} />
        {state.focus !== null && (
          <div className="ml-auto flex flex-wrap items-center gap-x-4 gap-y-2">
            <DepthStepper
              label="Upstream"
              value={state.up}
              onChange={(up) => actions.setDepth({ up })}
            />
            <DepthStepper
              label="Downstream"
              value={state.down}
              onChange={(down) => actions.setDepth({ down })}
            />
          </div>
        )}
      </div>
    </div>
  );
}

function Path({
  focus,
  select,
  onUp,
}: {
  focus: string | null;
  select: string | null;
  onUp: () => void;
}) {
  const guard = focus === null ? null : parseGuard(focus);
  return (
    <nav aria-label="Level" className="flex min-w-0 items-center gap-1 text-[13px]">
      {guard === null && select === null ? (
        <span aria-current="page" className="font-medium">
          All types and tag families
        </span>
      ) : (
        <>
          <Button variant="ghost" size="sm" className="-ml-2.5" onClick={onUp}>
            All types
          </Button>
          <ChevronRight className="size-4 shrink-0 text-ink-muted" aria-hidden />
          <span aria-current="page" className="flex min-w-0 items-center gap-1.5">
            <span className="shrink-0 text-ink-muted">{guard?.kind ?? 'selection'}</span>
            <StoredText text={guard?.name ?? select ?? ''} className="font-medium" />
          </span>
        </>
      )}
    </nav>
  );
}
