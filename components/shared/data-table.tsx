'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, useRef } from 'react';
import { cn } from '@/lib/cn';
import { DataTableHeader } from './data-table-header';
import { DataTableRow } from './data-table-row';
import { type Column, type Sort, useSortedRows } from './use-sorted-rows';

export type { Column } from './use-sorted-rows';

interface Props<T> {
  /** Names the table for screen readers. */
  label: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  sort?: Sort | null;
  onSort?: (sort: Sort | null) => void;
  /** The rows come in the order of `sort` already: it is only shown. */
  sortedByServer?: boolean;
  /** Draw only the rows in view, in a box of this height: for more than a few hundred rows. */
  virtualHeight?: string;
  /** Called when the last rows come near: load the next page. */
  onEndNear?: () => void;
  selectedKey?: string | null;
  className?: string;
}

/**
 * A table of rows that becomes a list of cards below 768 px: one set of elements for both, with explicit table roles
 * so that the change of layout does not take the table away from screen readers.
 */
export function DataTable<T>(props: Props<T>) {
  const { label, columns, virtualHeight, className } = props;
  const rows = useSortedRows(
    columns,
    props.rows,
    props.sortedByServer ? null : (props.sort ?? null),
  );
  const style = { '--cols': columns.map((c) => c.width ?? 'minmax(0,1fr)').join(' ') };
  const shared = { ...props, rows, sort: props.sort ?? null };
  if (virtualHeight) return <VirtualTable {...shared} style={style} height={virtualHeight} />;
  return (
    <div role="table" aria-label={label} style={style as CSSProperties} className={className}>
      <DataTableHeader columns={columns} sort={shared.sort} onSort={props.onSort} />
      <div role="rowgroup">
        {rows.map((row) => (
          <DataTableRow
            key={props.rowKey(row)}
            columns={columns}
            row={row}
            selected={props.selectedKey === props.rowKey(row)}
          />
        ))}
      </div>
    </div>
  );
}

function VirtualTable<T>({
  label,
  columns,
  rows,
  rowKey,
  sort,
  onSort,
  onEndNear,
  selectedKey,
  style,
  height,
  className,
}: Props<T> & { sort: Sort | null; style: Record<string, string>; height: string }) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 41,
    overscan: 12,
    onChange: (instance) => {
      const last = instance.getVirtualItems().at(-1);
      if (last && last.index >= rows.length - 20) onEndNear?.();
    },
  });
  return (
    <section
      ref={scroller}
      aria-label={`${label}, scrolls`}
      tabIndex={0}
      style={{ height, ...style } as CSSProperties}
      className={cn('overflow-y-auto overscroll-contain -outline-offset-2', className)}
    >
      <div role="table" aria-label={label} aria-rowcount={rows.length + 1}>
        <DataTableHeader columns={columns} sort={sort} onSort={onSort} sticky />
        <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return row === undefined ? null : (
              <DataTableRow
                key={rowKey(row)}
                ref={virtualizer.measureElement}
                index={item.index}
                top={item.start}
                columns={columns}
                row={row}
                selected={selectedKey === rowKey(row)}
              />
            );
          })}
        </div>
      </div>
    </section>
  );
}
