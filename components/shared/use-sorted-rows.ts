'use client';

import {
  createSortedRowModel,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_text,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { type ReactNode, useMemo } from 'react';

export interface Column<T> {
  id: string;
  header: string;
  cell: (row: T) => ReactNode;
  /** A track of `grid-template-columns`; default `minmax(0,1fr)`. */
  width?: string;
  align?: 'left' | 'right';
  /** Gives the column a sort button; null sorts last. */
  sortValue?: (row: T) => string | number | null;
  /** On a card this cell is the title, without its label. One per table. */
  primary?: boolean;
  /** Takes the whole width of a card: long text, buttons. */
  wide?: boolean;
  /** Left out on cards (repeats what the title says). */
  hideOnCard?: boolean;
  /** The header is for screen readers only (columns of buttons). */
  hideHeader?: boolean;
}

export interface Sort {
  id: string;
  desc: boolean;
}

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, text: sortFn_text },
});

/** The rows in the order of `sort`; as they came when it is null. Numbers inside text sort as numbers. */
export function useSortedRows<T>(
  columns: readonly Column<T>[],
  rows: readonly T[],
  sort: Sort | null,
): T[] {
  const boxed = useMemo(() => rows.map((row) => ({ row })), [rows]);
  const definitions = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        accessorFn: (box: { row: T }) => column.sortValue?.(box.row) ?? undefined,
        enableSorting: column.sortValue !== undefined,
        sortUndefined: 'last' as const,
      })),
    [columns],
  );
  const sorting = useMemo(() => (sort ? [sort] : []), [sort]);
  const table = useTable({ features, columns: definitions, data: boxed, state: { sorting } });
  return table.getRowModel().rows.map((entry) => entry.original.row);
}
