'use client';

import { useCallback, useState } from 'react';
import { ErrorState, StaleDataNote } from '@/components/shared/error-state';
import type { PictureFormat } from './export-picture';
import { GraphBody, ScreenSkeleton } from './graph-body';
import { GraphToolbar } from './graph-toolbar';
import { ReplayScreen } from './replay-screen';
import { type GraphActions, type GraphState, useGraphState } from './use-graph-state';
import { useGraphView } from './use-graph-view';
import { useLayout } from './use-layout';
import { useMedia } from './use-media';
import { usePageKeys } from './use-page-keys';
import { usePathPick } from './use-path-pick';
import { WaveLightProvider } from './wave-light-context';
import { WaveStrip } from './wave-strip';

/** The graph page: the live graph, or the replay of a past wave; each as a picture or as its table twin. */
export function GraphScreen() {
  const { state, actions } = useGraphState();
  const small = useMedia('(max-width: 767px)');
  const asTable = small === true || state.view === 'table';
  const onTwin = useCallback(
    () => actions.setView(state.view === 'table' ? 'graph' : 'table'),
    [actions, state.view],
  );
  const onEscape = useCallback(() => actions.select(null), [actions]);
  usePageKeys({ onTwin, onEscape });
  const shared = { state, actions, asTable, tableOnly: small === true };
  if (state.wave !== null) return <ReplayScreen key={state.wave} id={state.wave} {...shared} />;
  return <LiveGraph {...shared} isKnown={small !== null} />;
}

/** What to look at, the picture or its table twin, and the selected node beside it. */
function LiveGraph({
  state,
  actions,
  asTable,
  tableOnly,
  isKnown,
}: {
  state: GraphState;
  actions: GraphActions;
  asTable: boolean;
  tableOnly: boolean;
  /** False until the browser has told its size: nothing is laid out for a picture that is not drawn. */
  isKnown: boolean;
}) {
  const query = useGraphView(state);
  const layout = useLayout(asTable || !isKnown ? undefined : query.data);
  const pick = usePathPick(query.data, actions);
  const [format, setFormat] = useState<PictureFormat | null>(null);
  const onDone = useCallback(() => setFormat(null), []);
  return (
    <div aria-busy={query.isFetching}>
      <GraphToolbar
        state={state}
        actions={pick.actions}
        view={query.data}
        tableOnly={tableOnly}
        canDraw={layout.laidOut !== null && format === null}
        onTidy={layout.tidy}
        onPicture={setFormat}
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
            exporting={{ format, onDone }}
            pick={pick}
          />
        </WaveLightProvider>
      )}
    </div>
  );
}
