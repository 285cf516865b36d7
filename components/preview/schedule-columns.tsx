import { Ban, CircleCheck, CirclePause, CircleX, Clock, LoaderCircle } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Column } from '@/components/shared/data-table';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import type { ScheduleView } from '@/lib/contract';
import { formatInstant, formatPlural } from '@/lib/format';
import { describeSubject } from '@/lib/preview-words';
import { showText } from '@/lib/show-text';

const looks: Record<ScheduleView['state'], { word: string; icon: typeof Clock; tone: BadgeTone }> =
  {
    waiting: { word: 'Waiting', icon: Clock, tone: 'accent' },
    running: { word: 'Running', icon: LoaderCircle, tone: 'loading' },
    done: { word: 'Done', icon: CircleCheck, tone: 'fresh' },
    failed: { word: 'Failed', icon: CircleX, tone: 'invalid' },
    held: { word: 'Held', icon: CirclePause, tone: 'stale' },
    cancelled: { word: 'Cancelled', icon: Ban, tone: 'missing' },
  };

function StateCell({ schedule }: { schedule: ScheduleView }) {
  const look = looks[schedule.state];
  const Icon = look.icon;
  return (
    <span className="grid justify-items-start gap-0.5">
      <Badge tone={look.tone}>
        <Icon aria-hidden /> {look.word}
      </Badge>
      {schedule.note && <span className="text-xs text-ink-muted">{showText(schedule.note)}</span>}
      {schedule.waveId && (
        <Link
          href={`/waves/${schedule.waveId}`}
          className="text-xs text-accent-strong underline underline-offset-2"
        >
          {formatPlural(schedule.invalidated ?? 0, 'entry', 'entries')} refreshed
        </Link>
      )}
    </span>
  );
}

/** What runs when, how it went, and its way out. */
export const scheduleColumns = (
  cancel: (schedule: ScheduleView) => ReactNode,
): readonly Column<ScheduleView>[] => [
  {
    id: 'what',
    header: 'What',
    width: 'minmax(0,1.6fr)',
    primary: true,
    cell: (schedule) => (
      <span className="grid gap-0.5">
        <Link
          href={`/preview?id=${encodeURIComponent(schedule.previewId)}`}
          className="rounded-sm font-medium hover:text-accent-strong"
        >
          {describeSubject(schedule.subject)}
        </Link>
        <span className="text-xs text-ink-muted">
          by {showText(schedule.createdBy)}
          {schedule.reason && <bdi>: {showText(schedule.reason)}</bdi>}
        </span>
      </span>
    ),
  },
  {
    id: 'when',
    header: 'When',
    width: 'minmax(0,1fr)',
    cell: (schedule) => (
      <time dateTime={schedule.runAt} className="tabular" suppressHydrationWarning>
        {formatInstant(schedule.runAt)}
      </time>
    ),
  },
  {
    id: 'state',
    header: 'State',
    width: 'minmax(0,1.2fr)',
    cell: (schedule) => <StateCell schedule={schedule} />,
  },
  {
    id: 'cancel',
    header: 'Actions',
    hideHeader: true,
    width: '90px',
    cell: (schedule) => <span className="relative z-1 flex justify-end">{cancel(schedule)}</span>,
  },
];
