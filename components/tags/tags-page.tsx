'use client';

import { Tags } from 'lucide-react';
import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { useCallback } from 'react';
import { DataTable } from '@/components/shared/data-table';
import { EmptyState } from '@/components/shared/empty-state';
import { ErrorState, StaleDataNote } from '@/components/shared/error-state';
import { HugeNote } from '@/components/shared/huge-note';
import { PageHeader } from '@/components/shared/page-header';
import { SearchBox } from '@/components/shared/search-box';
import { parseSort, writeSort } from '@/components/shared/sort-param';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { useHeld } from '@/components/shared/use-held';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { showText } from '@/lib/show-text';
import { tagColumns, type TagRow } from './tag-columns';
import { useTags } from './use-tags';

const firstLimit = 500;
const mostLimit = 5000;
const tagOf = (row: TagRow) => row.tag;

const params = {
  q: parseAsString.withDefault(''),
  sort: parseAsString.withDefault('members.desc'),
  limit: parseAsInteger.withDefault(firstLimit),
};

/** All tags of the namespace: search, sort, and from each row warm or purge. */
export function TagsPage() {
  const [view, setView] = useQueryStates(params);
  const limit = Math.min(mostLimit, Math.max(1, view.limit));
  const tags = useTags(view.q, limit);
  const held = useHeld(tags.data, `${view.q} ${limit}`);
  const search = useCallback((q: string) => void setView({ q: q === '' ? null : q }), [setView]);
  const data = held.shown;
  return (
    <>
      <PageHeader
        title="Tags"
        description="Labels on entries. Purging a tag reaches its members and everything that depends on them."
        actions={
          <SearchBox
            label="Search tags"
            placeholder="Search tags"
            value={view.q}
            onChange={search}
          />
        }
      />
      {tags.isError && data && (
        <StaleDataNote
          what="Tags could not be refreshed"
          error={tags.error}
          onRetry={() => void tags.refetch()}
          dataAt={tags.dataUpdatedAt}
        />
      )}
      <Card aria-label="Tags" {...held.holdProps}>
        {tags.isPending && <TableSkeleton label="Reading tags" />}
        {tags.isError && !data && (
          <ErrorState
            what="Tags could not be read"
            error={tags.error}
            onRetry={() => void tags.refetch()}
          />
        )}
        {data && data.tags.length === 0 && <NoTags search={view.q} onClear={() => search('')} />}
        {data && data.tags.length > 0 && (
          <>
            <DataTable
              label="Tags"
              columns={tagColumns}
              rows={data.tags}
              rowKey={tagOf}
              sort={parseSort(view.sort)}
              onSort={(sort) => void setView({ sort: writeSort(sort) })}
              virtualHeight="min(70dvh, 720px)"
            />
            <div className="flex min-h-11 flex-wrap items-center gap-3 border-t border-line px-4 py-2">
              <HugeNote shown={data.tags.length} total={data.total} what="tags" one="tag">
                {limit < mostLimit ? 'Show more, or search.' : 'Search to see the others.'}
              </HugeNote>
              {data.tags.length < data.total && limit < mostLimit && (
                <Button
                  size="sm"
                  onClick={() => void setView({ limit: Math.min(mostLimit, limit * 2) })}
                >
                  Show more
                </Button>
              )}
            </div>
          </>
        )}
      </Card>
    </>
  );
}

function NoTags({ search, onClear }: { search: string; onClear: () => void }) {
  if (search === '')
    return (
      <EmptyState icon={Tags} title="No tags yet">
        Tags appear when a service stores an entry with <code className="font-mono">tags</code>.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={Tags}
      title={`No tag contains “${showText(search)}”`}
      action={<Button onClick={onClear}>Clear the search</Button>}
    >
      Upper and lower case count. Try a shorter part of the name.
    </EmptyState>
  );
}
