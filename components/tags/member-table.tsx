'use client';

import { Boxes } from 'lucide-react';
import { parseAsString, useQueryState } from 'nuqs';
import { useCallback, useId, useMemo } from 'react';
import { DataTable } from '@/components/shared/data-table';
import { EmptyState } from '@/components/shared/empty-state';
import { ErrorState, StaleDataNote } from '@/components/shared/error-state';
import { HugeNote } from '@/components/shared/huge-note';
import { parseSort, writeSort } from '@/components/shared/sort-param';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { useHeld } from '@/components/shared/use-held';
import { Card, CardHeader } from '@/components/ui/card';
import { memberColumns, type MemberRow } from './member-columns';
import { useMembers } from './use-members';

const keyOf = (row: MemberRow) => row.key;

/** Entries under a tag; only the rows in view are drawn, further pages are read as one scrolls to them. */
export function MemberTable({ tag }: { tag: string }) {
  const id = useId();
  const members = useMembers(tag);
  const held = useHeld(members.data, tag);
  const [sort, setSort] = useQueryState('sort', parseAsString.withDefault('none'));
  const rows = useMemo(() => held.shown?.pages.flatMap((page) => page.members) ?? [], [held.shown]);
  const total = held.shown?.pages.at(-1)?.total ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = members;
  const readMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <Card aria-labelledby={id} {...held.holdProps}>
      <CardHeader
        id={id}
        title="Members"
        note="The tag’s own entries, and what depends on them."
        actions={
          members.data && (
            <HugeNote shown={rows.length} total={total} what="entries" one="entry">
              {isFetchingNextPage
                ? 'Reading more…'
                : 'Scroll for more; sorting is over what is read.'}
            </HugeNote>
          )
        }
      />
      {members.isPending && <TableSkeleton label="Reading members" />}
      {members.isError && rows.length === 0 && (
        <ErrorState
          what="Members could not be read"
          error={members.error}
          onRetry={() => void members.refetch()}
        />
      )}
      {members.isError && rows.length > 0 && (
        <StaleDataNote
          what="Members could not be refreshed"
          error={members.error}
          onRetry={() => void members.refetch()}
          dataAt={members.dataUpdatedAt}
        />
      )}
      {members.isSuccess && rows.length === 0 && (
        <EmptyState icon={Boxes} title="No member now">
          Either a wave has just removed them and nobody has read since, or no entry carries this
          tag. Entries come back with the next reads.
        </EmptyState>
      )}
      {rows.length > 0 && (
        <DataTable
          label="Members"
          columns={memberColumns}
          rows={rows}
          rowKey={keyOf}
          sort={parseSort(sort)}
          onSort={(next) => void setSort(writeSort(next))}
          virtualHeight="min(64dvh, 680px)"
          onEndNear={readMore}
        />
      )}
    </Card>
  );
}
