'use client';

import { CalendarClock } from 'lucide-react';
import { useId } from 'react';
import { toast } from 'sonner';
import { GatedButton } from '@/components/purge/gated-button';
import { DataTable } from '@/components/shared/data-table';
import { EmptyState } from '@/components/shared/empty-state';
import { ErrorState, StaleDataNote } from '@/components/shared/error-state';
import { HugeNote } from '@/components/shared/huge-note';
import { useWhyNotOperate } from '@/components/shared/session';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { Card, CardHeader } from '@/components/ui/card';
import type { ScheduleView } from '@/lib/contract';
import { describeSubject } from '@/lib/preview-words';
import { scheduleColumns } from './schedule-columns';
import { useCancelSchedule, useSchedules } from './use-schedules';
import { zoneName } from './local-time';

const columns = scheduleColumns((schedule) => <CancelButton schedule={schedule} />);

/** Refreshes that wait for their time, and how the last ones went. */
export function ScheduleList() {
  const id = useId();
  const schedules = useSchedules();
  const { data } = schedules;
  return (
    <Card aria-labelledby={id}>
      <CardHeader
        id={id}
        title="Scheduled"
        note={<span suppressHydrationWarning>Times in {zoneName()}</span>}
        actions={
          data &&
          data.total > data.schedules.length && (
            <HugeNote shown={data.schedules.length} total={data.total} what="schedules">
              The audit has all.
            </HugeNote>
          )
        }
      />
      {schedules.isPending && <TableSkeleton label="Loading what is scheduled" />}
      {schedules.isError && !data && (
        <ErrorState
          what="What is scheduled could not be read"
          error={schedules.error}
          onRetry={() => void schedules.refetch()}
          stillWorks="What is scheduled still runs at its time."
        />
      )}
      {schedules.isError && data && (
        <div className="p-3 pb-0">
          <StaleDataNote
            what="What is scheduled could not be refreshed"
            error={schedules.error}
            dataAt={schedules.dataUpdatedAt}
          />
        </div>
      )}
      {data && data.schedules.length === 0 && (
        <EmptyState icon={CalendarClock} title="Nothing is scheduled">
          Preview a change, then choose Schedule: it runs at that time, once.
        </EmptyState>
      )}
      {data && data.schedules.length > 0 && (
        <DataTable
          label="Scheduled"
          columns={columns}
          rows={data.schedules}
          rowKey={(schedule) => schedule.id}
        />
      )}
    </Card>
  );
}

function CancelButton({ schedule }: { schedule: ScheduleView }) {
  const whyNot = useWhyNotOperate();
  const cancel = useCancelSchedule();
  if (schedule.state !== 'waiting' && schedule.state !== 'held') return null;
  const what = describeSubject(schedule.subject);
  return (
    <GatedButton
      whyNot={whyNot}
      size="sm"
      disabled={cancel.isPending}
      aria-label={`Cancel ${what}`}
      onClick={() =>
        cancel.mutate(schedule.id, {
          onSuccess: () => toast.success(`Cancelled: ${what}`),
          onError: (error) => toast.error('It was not cancelled', { description: error.message }),
        })
      }
    >
      Cancel
    </GatedButton>
  );
}
