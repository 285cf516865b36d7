'use client';

import { useId } from 'react';
import { Age } from '@/components/shared/age';
import { type Column, DataTable } from '@/components/shared/data-table';
import { GuardList } from '@/components/shared/guard-list';
import { RowLink } from '@/components/shared/row-link';
import { WaveCause } from '@/components/shared/wave-cause';
import { Card, CardHeader } from '@/components/ui/card';
import type { ExplanationView, TouchingWaveView } from '@/lib/contract';
import { formatInstant } from '@/lib/format';
import { modeWords } from '@/lib/words';

const columns: readonly Column<TouchingWaveView>[] = [
  {
    id: 'cause',
    header: 'Wave',
    width: 'minmax(0,2fr)',
    primary: true,
    cell: (wave) => (
      <RowLink href={`/waves/${wave.id}`}>
        <WaveCause cause={wave.cause} />
      </RowLink>
    ),
  },
  {
    id: 'at',
    header: 'When',
    width: '120px',
    cell: (wave) => <Age at={wave.at} className="tabular" />,
  },
  {
    id: 'roots',
    header: 'Targets',
    width: 'minmax(0,1.4fr)',
    wide: true,
    cell: (wave) => <GuardList guards={wave.roots} limit={2} />,
  },
  {
    id: 'mode',
    header: 'Mode',
    width: '160px',
    cell: (wave) => <span className="text-ink-muted">{modeWords[wave.mode]}</span>,
  },
];

const idOf = (wave: TouchingWaveView) => wave.id;

/** The last load, and every wave that touched the entry, newest first. */
export function TimelineCard({ told }: { told: ExplanationView }) {
  const id = useId();
  return (
    <Card aria-labelledby={id}>
      <CardHeader
        id={id}
        title="Timeline"
        note={
          told.loadedAt === null ? 'not loaded now' : `last loaded ${formatInstant(told.loadedAt)}`
        }
      />
      {told.waves.length === 0 ? (
        <p className="p-4 text-[13px] text-ink-muted">
          No wave that the journal keeps has touched it
          {told.journalSince === null
            ? '; the journal is empty.'
            : `. What was before ${formatInstant(told.journalSince)} is not known.`}
        </p>
      ) : (
        <DataTable
          label="Waves that touched it"
          columns={columns}
          rows={told.waves}
          rowKey={idOf}
          {...(told.waves.length > 12 ? { virtualHeight: '420px' } : {})}
        />
      )}
    </Card>
  );
}
