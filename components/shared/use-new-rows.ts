'use client';

import { useState } from 'react';

/**
 * Rows that came in above what is on the screen, apart from the rest. When the known top row is gone from the list
 * altogether there is nothing to keep in place, and all rows are old.
 */
export function splitNew<T>(
  rows: readonly T[],
  rowKey: (row: T) => string,
  topKey: string | null,
): { fresh: readonly T[]; shown: readonly T[] } {
  const at = topKey === null ? 0 : rows.findIndex((row) => rowKey(row) === topKey);
  return at <= 0 ? { fresh: [], shown: rows } : { fresh: rows.slice(0, at), shown: rows.slice(at) };
}

/**
 * Keeps a newest-first list still: newer rows wait until `showNew` is called. `of` names what is listed (the filters):
 * another list starts afresh.
 */
export function useNewRows<T>(
  rows: readonly T[],
  rowKey: (row: T) => string,
  of = '',
): { shown: readonly T[]; newCount: number; showNew: () => void } {
  const [top, setTop] = useState<{ key: string; of: string } | null>(null);
  const first = rows[0];
  const known = top !== null && top.of === of ? top.key : null;
  const { fresh, shown } = splitNew(rows, rowKey, known);
  // The first rows that arrive fix the top; later ones wait. Setting state while rendering is React's own way to
  // derive from props without drawing the wrong list once.
  const shownKey = shown[0] === undefined ? null : rowKey(shown[0]);
  if (shownKey !== null && shownKey !== known) setTop({ key: shownKey, of });
  return {
    shown,
    newCount: fresh.length,
    showNew: () => setTop(first === undefined ? null : { key: rowKey(first), of }),
  };
}
