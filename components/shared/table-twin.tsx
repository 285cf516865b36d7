'use client';

import { type Column, DataTable } from './data-table';

/** The numbers behind a chart or a graph as a table: same data, same order, for everyone who cannot use the picture. */
export function TableTwin<T>({
  label,
  columns,
  rows,
  rowKey,
  height = '260px',
}: {
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  height?: string;
}) {
  return (
    <DataTable label={label} columns={columns} rows={rows} rowKey={rowKey} virtualHeight={height} />
  );
}
