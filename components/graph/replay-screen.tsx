'use client';

import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useMemo, useState } from 'react';
import { ErrorState } from '@/components/shared/error-state';
import { WaveCause } from '@/components/shared/wave-cause';
import { Button } from '@/components/ui/button';
import { Segmented } from '@/components/ui/segmented';
import type { WaveView } from '@/lib/contract';
import { formatInstant } from '@/lib/format';
import { GraphBody, ScreenSkeleton } from './graph-body';
import { ReplayBar } from './replay-bar';
import { ReplayLights } from './replay-lights';
import { stepsOfWave, viewOfWave } from './replay-view';
import type { GraphActions, GraphState } from './use-graph-state';
import { useLayout } from './use-layout';
import { useWave } from './use-wave';
import { LightsContext } from './wave-light-context';

interface Props {
  id: string;
  state: GraphState;
  actions: GraphActions;
  asTable: boolean;
  tableOnly: boolean;
}

/** A past wave, level by level, on the graph of what it reached. */
export function ReplayScreen(props: Props) {
  const wave = useWave(props.id);
  if (wave.data) return <Replay {...props} wave={wave.data} />;
  if (wave.isError)
    return (
      <ErrorState
        what="This wave could not be read"
        error={wave.error}
        onRetry={() => void wave.refetch()}
        stillWorks="The journal keeps waves for a limited time; the live graph still works."
      />
    );
  return <ScreenSkeleton asTable={props.asTable} />;
}

function Replay({ wave, state, actions, asTable, tableOnly }: Props & { wave: WaveView }) {
  const view = useMemo(() => viewOfWave(wave), [wave]);
  const steps = useMemo(() => stepsOfWave(wave), [wave]);
  const layout = useLayout(asTable ? undefined : view);
  const step = Math.min(state.step, steps.length - 1);
  const depth = steps[step] ?? 0;
  const [lights] = useState(() => new ReplayLights());
  useEffect(() => lights.show(view.nodes, depth), [lights, view, depth]);
  const reached = useMemo(
    () => ({ ...view, nodes: view.nodes.filter((node) => node.level <= depth) }),
    [view, depth],
  );
  return (
    <LightsContext value={lights}>
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 text-[13px]">
        <Button variant="ghost" size="sm" onClick={() => actions.focusOn(null)}>
          <ArrowLeft aria-hidden /> Live graph
        </Button>
        <Link
          href={`/waves/${encodeURIComponent(wave.id)}`}
          className="min-w-0 font-medium underline-offset-2 hover:underline"
        >
          <WaveCause cause={wave.cause} />
        </Link>
        <span className="text-ink-muted">{formatInstant(wave.startedAt)}</span>
        {!tableOnly && (
          <span className="ml-auto">
            <Segmented
              label="Show as"
              value={state.view}
              options={[
                { value: 'graph', label: 'Graph' },
                { value: 'table', label: 'Table', title: 'Press t' },
              ]}
              onChange={actions.setView}
            />
          </span>
        )}
      </div>
      <ReplayBar wave={wave} steps={steps} step={step} onStep={actions.setStep} />
      <GraphBody
        view={asTable ? reached : view}
        asTable={asTable}
        state={state}
        actions={actions}
        layout={layout}
      />
    </LightsContext>
  );
}
