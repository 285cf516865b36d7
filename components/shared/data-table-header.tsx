'use client';

import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { cn } from '@/lib/cn';
import type { Column, Sort } from './use-sorted-rows';

/** The next sort when a header is pressed: ascending, descending, as it came. */
export function nextSort(sort: Sort | null, id: string): Sort | null {
  if (sort?.id !== id) return { id, desc: false };
  return sort.desc ? null : { id, desc: true };
}

function SortIcon({ sort, id }: { sort: Sort | null; id: string }) {
  const classes = 'size-3.5 shrink-0';
  if (sort?.id !== id) return <ChevronsUpDown className={cn(classes, 'opacity-50')} aria-hidden />;
  return sort.desc ? (
    <ArrowDown className={classes} aria-hidden />
  ) : (
    <ArrowUp className={classes} aria-hidden />
  );
}

function sortWord(sort: Sort | null, id: string): 'ascending' | 'descending' | 'none' {
  if (sort?.id !== id) return 'none';
  return sort.desc ? 'descending' : 'ascending';
}

export function DataTableHeader<T>({
  columns,
  sort,
  onSort,
  sticky,
}: {
  columns: readonly Column<T>[];
  sort: Sort | null;
  onSort: ((sort: Sort | null) => void) | undefined;
  sticky?: boolean;
}) {
  return (
    <div role="rowgroup" className={cn('max-md:hidden', sticky && 'sticky top-0 z-10 bg-surface')}>
      <div
        role="row"
        className="grid grid-cols-(--cols) gap-x-4 border-b border-line px-4 text-xs font-medium text-ink-muted"
      >
        {columns.map((column) => (
          <div
            key={column.id}
            role="columnheader"
            {...(column.sortValue && onSort ? { 'aria-sort': sortWord(sort, column.id) } : {})}
            className={cn('flex h-9 items-center', column.align === 'right' && 'justify-end')}
          >
            {column.sortValue && onSort ? (
              <button
                type="button"
                className="inline-flex h-7 items-center gap-1 rounded-sm hover:text-ink"
                onClick={() => onSort(nextSort(sort, column.id))}
              >
                {column.header}
                <SortIcon sort={sort} id={column.id} />
              </button>
            ) : (
              <span className={column.hideHeader ? 'sr-only' : ''}>{column.header}</span>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
