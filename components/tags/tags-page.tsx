'use client';

import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useCallback } from 'react';
import { DataTable } from '@/components/shared/data-table';
import { ErrorState, StaleDataNote } from '@/components/shared/error-state';
import { HugeNote } from '@/components/shared/huge-note';
import { PageHeader } from '@/components/shared/page-header';
import { SearchBox } from '@/components/shared/search-box';
import { parseSort, writeSort } from '@/components/shared/sort-param';
import { TableSkeleton } from '@/components/shared/table-skeleton';
import { useHeld } from '@/components/shared/use-held';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Select } from '@/components/ui/input';
import { NoTags, shows } from './no-tags';
import { UsageNote } from './usage-note';
import { tagColumns, type TagRow } from './tag-columns';
import { useTags } from './use-tags';

const firstLimit = 500;
const mostLimit = 5000;
const tagOf = (row: TagRow) => row.tag;

const params = {
  q: parseAsString.withDefault(''),
  sort: parseAsString.withDefault('members.desc'),
  limit: parseAsInteger.withDefault(firstLimit),
  show: parseAsStringLiteral(['all', 'never', 'unmatched', 'orphans'] as const).withDefault('all'),
};

/** All tags of the namespace: search, sort, and from each row warm or purge. */
export function TagsPage() {
  const [view, setView] = useQueryStates(params);
  const limit = Math.min(mostLimit, Math.max(1, view.limit));
  const tags = useTags(view.q, limit, view.show);
  const held = useHeld(tags.data, `${view.show} ${limit} ${view.q}`);
  const search = useCallback((q: string) => void setView({ q: q === '' ? null : q }), [setView]);
  const data = held.shown;
  return (
    <>
      <PageHeader
        title="Tags"
        description="Labels on entries. Purging a tag reaches its members and everything that depends on them."
        actions={
          <div className="flex flex-wrap items-center gap-2">
            <Select
              aria-label="Which tags"
              value={view.show}
              onChange={({ target }) =>
                void setView({
                  show: shows.find(({ value }) => value === target.value)?.value ?? null,
                })
              }
            >
              {shows.map(({ value, word }) => (
                <option key={value} value={value}>
                  {word}
                </option>
              ))}
            </Select>
            <SearchBox
              label="Search tags"
              placeholder="Search tags"
              value={view.q}
              onChange={search}
            />
          </div>
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
        {data && data.tags.length === 0 && (
          <NoTags
            search={view.q}
            show={view.show}
            onClear={() => void setView({ q: null, show: null })}
          />
        )}
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
              {data.usage && <UsageNote usage={data.usage} />}
            </div>
          </>
        )}
      </Card>
    </>
  );
}
