'use client';

import { Activity } from 'lucide-react';
import Link from 'next/link';
import { useId } from 'react';
import { Age } from '@/components/shared/age';
import { EmptyState } from '@/components/shared/empty-state';
import { NewRowsButton } from '@/components/shared/new-rows-button';
import { RowLink } from '@/components/shared/row-link';
import { useNewRows } from '@/components/shared/use-new-rows';
import { WaveCause } from '@/components/shared/wave-cause';
import { Card, CardHeader } from '@/components/ui/card';
import type { WaveView } from '@/lib/contract';
import { formatDuration, formatPlural } from '@/lib/format';

const shownWaves = 8;
const idOf = (wave: WaveView) => wave.id;

/** The newest waves; later ones wait behind a button so that nothing moves under the pointer. */
export function RecentWaves({ waves }: { waves: readonly WaveView[] }) {
  const id = useId();
  const { shown, newCount, showNew } = useNewRows(waves, idOf);
  return (
    <Card aria-labelledby={id}>
      <CardHeader
        id={id}
        title="Last waves"
        actions={
          <>
            <NewRowsButton count={newCount} onShow={showNew} />
            <Link
              href="/waves"
              className="rounded-sm text-xs font-medium text-accent-strong hover:underline"
            >
              All waves
            </Link>
          </>
        }
      />
      {shown.length === 0 && (
        <EmptyState icon={Activity} title="No wave yet">
          A wave starts when a change event, a service or a purge invalidates something.
        </EmptyState>
      )}
      <ul>
        {shown.slice(0, shownWaves).map((wave) => (
          <li
            key={wave.id}
            className="relative flex items-center gap-3 border-b border-line px-4 py-2.5 text-[13px] last:border-b-0 hover:bg-sunken/60"
          >
            <span className="min-w-0 flex-1">
              <RowLink href={`/waves/${encodeURIComponent(wave.id)}`}>
                <WaveCause cause={wave.cause} />
              </RowLink>
            </span>
            <span className="tabular shrink-0">
              {formatPlural(wave.invalidated, 'entry', 'entries')}
            </span>
            <span className="tabular w-14 shrink-0 text-right text-xs text-ink-muted max-sm:hidden">
              {formatDuration(wave.durationMs)}
            </span>
            <Age
              at={wave.startedAt}
              className="tabular w-20 shrink-0 text-right text-xs text-ink-muted"
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}
