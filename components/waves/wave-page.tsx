'use client';

import { Eye, StepForward } from 'lucide-react';
import Link from 'next/link';
import { PurgeButton } from '@/components/purge/purge-button';
import { ErrorState, StaleDataNote } from '@/components/shared/error-state';
import { PageHeader } from '@/components/shared/page-header';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import type { WaveView } from '@/lib/contract';
import { previewHref, targetsOfGuards } from '@/lib/guard';
import { describeCause } from '@/lib/words';
import { describeWave } from './describe-wave';
import { LevelBars } from './level-bars';
import { LevelCard } from './level-card';
import { viewLevels } from './levels';
import { useWave } from './use-waves';
import { WaveFacts } from './wave-facts';
import { WarmProgress } from './warm-progress';
import { WaveState } from './wave-state';

const above = (
  <Link href="/waves" className="rounded-sm hover:underline">
    Waves
  </Link>
);

/** One wave: cause, verdict in a sentence, levels, and the entries of each. */
export function WavePage({ id }: { id: string }) {
  const wave = useWave(id);
  if (wave.data)
    return (
      <>
        {wave.isError && (
          <StaleDataNote
            what="The wave could not be refreshed"
            error={wave.error}
            onRetry={() => void wave.refetch()}
            dataAt={wave.dataUpdatedAt}
          />
        )}
        <WaveDetail wave={wave.data} />
      </>
    );
  return (
    <>
      <PageHeader above={above} title="Wave" />
      <Card>
        {wave.isError ? (
          <ErrorState
            what="This wave could not be read"
            error={wave.error}
            onRetry={() => void wave.refetch()}
            stillWorks="The journal keeps waves for a limited time."
          />
        ) : (
          <TableSkeleton label="Reading the wave" />
        )}
      </Card>
    </>
  );
}

function WaveDetail({ wave }: { wave: WaveView }) {
  const levels = viewLevels(wave);
  const targets = targetsOfGuards(wave.roots);
  const [root] = wave.roots;
  const preview = previewHref(wave.roots);
  return (
    <>
      <PageHeader
        above={above}
        title={
          <span className="flex flex-wrap items-center gap-3">
            <bdi>{describeCause(wave.cause)}</bdi>
            <WaveState wave={wave} />
          </span>
        }
        description={describeWave(wave)}
        actions={
          root && (
            <>
              <Button asChild>
                <Link href={`/graph?wave=${encodeURIComponent(wave.id)}`}>
                  <StepForward aria-hidden /> Replay on the graph
                </Link>
              </Button>
              {preview !== null && (
                <Button asChild>
                  <Link prefetch={false} href={preview}>
                    <Eye aria-hidden /> Preview again
                  </Link>
                </Button>
              )}
              <PurgeButton targets={targets} text="Purge again…" />
            </>
          )
        }
      />
      <div className="grid gap-4">
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <WaveFacts wave={wave} />
          <div className="grid gap-4">
            {levels.length > 0 && <LevelBars levels={levels} />}
            {wave.warmQueued > 0 && <WarmProgress waveId={wave.id} queued={wave.warmQueued} />}
          </div>
        </div>
        {levels.map((level) => (
          <LevelCard key={level.depth} level={level} />
        ))}
      </div>
    </>
  );
}
