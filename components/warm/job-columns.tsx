import { Age } from '@/components/shared/age';
import type { Column } from '@/components/shared/data-table';
import { RowLink } from '@/components/shared/row-link';
import type { WarmJobView } from '@/lib/contract';
import { formatCount } from '@/lib/format';
import { showText } from '@/lib/show-text';
import { JobActions } from './job-actions';
import { JobState } from './job-state';

export const jobColumns: readonly Column<WarmJobView>[] = [
  {
    id: 'reason',
    header: 'Why',
    width: 'minmax(0,1.6fr)',
    primary: true,
    cell: (job) => (
      <RowLink href={`/warm/${encodeURIComponent(job.id)}`}>
        <bdi className="block truncate">{showText(job.about?.reason ?? job.id)}</bdi>
      </RowLink>
    ),
  },
  { id: 'state', header: 'State', width: '116px', cell: (job) => <JobState job={job} /> },
  {
    id: 'done',
    header: 'Done',
    width: '120px',
    align: 'right',
    cell: (job) => (
      <span className="tabular">
        {formatCount(job.done)} / {formatCount(job.total)}
      </span>
    ),
  },
  {
    id: 'error',
    header: 'Cause of failure',
    width: 'minmax(0,1.6fr)',
    wide: true,
    cell: (job) =>
      job.error === null || job.state === 'completed' ? (
        <span className="text-ink-muted">–</span>
      ) : (
        <bdi className="block truncate text-invalid" title={showText(job.error)}>
          {showText(job.error)}
        </bdi>
      ),
  },
  {
    id: 'created',
    header: 'Asked for',
    width: '104px',
    cell: (job) =>
      job.about ? <Age at={job.about.createdAt} className="tabular text-ink-muted" /> : '–',
  },
  {
    id: 'actions',
    header: 'Actions',
    width: '116px',
    hideHeader: true,
    wide: true,
    cell: (job) => (
      <span className="relative z-1 flex justify-end max-md:ml-auto">
        <JobActions job={job} size="sm" />
      </span>
    ),
  },
];
