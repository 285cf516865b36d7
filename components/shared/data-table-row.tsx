'use client';

import type { Ref } from 'react';
import { cn } from '@/lib/cn';
import type { Column } from './use-sorted-rows';

/** One row, or one card on small screens. `top` places it absolutely (virtual tables). */
export function DataTableRow<T>({
  ref,
  columns,
  row,
  index,
  top,
  selected,
}: {
  ref?: Ref<HTMLDivElement>;
  columns: readonly Column<T>[];
  row: T;
  index?: number;
  top?: number;
  selected?: boolean;
}) {
  const placed = top === undefined ? {} : { style: { transform: `translateY(${top}px)` } };
  return (
    <div
      ref={ref}
      role="row"
      {...(index === undefined ? {} : { 'data-index': index, 'aria-rowindex': index + 2 })}
      {...placed}
      className={cn(
        'relative grid min-h-[41px] gap-x-4 border-b border-line px-4 text-[13px] hover:bg-sunken/60',
        'max-md:grid-cols-2 max-md:gap-y-1 max-md:py-3 md:grid-cols-(--cols) md:items-center md:py-1.5',
        top === undefined ? 'last:border-b-0' : 'absolute inset-x-0 top-0',
        selected && 'bg-accent-soft hover:bg-accent-soft',
      )}
    >
      {columns.map((column) => (
        <div
          key={column.id}
          role="cell"
          className={cn(
            'min-w-0',
            column.primary
              ? 'max-md:col-span-2 max-md:font-medium'
              : 'max-md:flex max-md:min-h-6 max-md:items-center max-md:justify-between max-md:gap-4',
            column.align === 'right' && 'tabular md:text-right',
            column.wide && 'max-md:col-span-2',
            column.hideOnCard && 'max-md:hidden',
          )}
        >
          {!column.primary && !column.hideHeader && (
            <span className="shrink-0 text-xs text-ink-muted md:hidden">{column.header}</span>
          )}
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}
