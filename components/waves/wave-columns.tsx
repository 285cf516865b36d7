import { Age } from '@/components/shared/age';
import type { Column } from '@/components/shared/data-table';
import { GuardList } from '@/components/shared/guard-list';
import { RowLink } from '@/components/shared/row-link';
import { WaveCause } from '@/components/shared/wave-cause';
import { Badge } from '@/components/ui/badge';
import type { WaveView } from '@/lib/contract';
import { formatCount, formatDuration } from '@/lib/format';
import { modeWords } from '@/lib/words';
import { WaveState } from './wave-state';

export const waveColumns: readonly Column<WaveView>[] = [
  {
    id: 'cause',
    header: 'Cause',
    width: 'minmax(0,1.5fr)',
    primary: true,
    cell: (wave) => (
      <RowLink href={`/waves/${encodeURIComponent(wave.id)}`}>
        <WaveCause cause={wave.cause} />
      </RowLink>
    ),
  },
  {
    id: 'roots',
    header: 'Targets',
    width: 'minmax(0,2.3fr)',
    wide: true,
    cell: (wave) =>
      wave.roots.length === 0 ? (
        <span className="text-ink-muted">No key begins with the prefix</span>
      ) : (
        <GuardList guards={wave.roots} limit={2} />
      ),
  },
  {
    id: 'invalidated',
    header: 'Entries',
    width: '80px',
    align: 'right',
    cell: (wave) => <span className="tabular">{formatCount(wave.invalidated)}</span>,
  },
  {
    id: 'depth',
    header: 'Levels',
    width: '56px',
    align: 'right',
    cell: (wave) => <span className="tabular">{wave.levels.length}</span>,
  },
  {
    id: 'mode',
    header: 'Mode',
    width: '72px',
    cell: (wave) => <Badge title={modeWords[wave.mode]}>{wave.mode}</Badge>,
  },
  {
    id: 'duration',
    header: 'Took',
    width: '72px',
    align: 'right',
    cell: (wave) => <span className="tabular">{formatDuration(wave.durationMs)}</span>,
  },
  {
    id: 'warm',
    header: 'To warm',
    width: '72px',
    align: 'right',
    cell: (wave) => <span className="tabular">{formatCount(wave.warmQueued)}</span>,
  },
  {
    id: 'state',
    header: 'State',
    width: '96px',
    cell: (wave) => <WaveState wave={wave} />,
  },
  {
    id: 'at',
    header: 'Started',
    width: '92px',
    align: 'right',
    cell: (wave) => <Age at={wave.startedAt} className="tabular text-ink-muted" />,
  },
];
