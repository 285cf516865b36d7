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

/** Keeps a newest-first list still: newer rows wait until `showNew` is called. */
export function useNewRows<T>(
  rows: readonly T[],
  rowKey: (row: T) => string,
): { shown: readonly T[]; newCount: number; showNew: () => void } {
  const [topKey, setTopKey] = useState<string | null>(null);
  const first = rows[0];
  const { fresh, shown } = splitNew(rows, rowKey, topKey);
  const top = shown[0];
  // The first rows that arrive fix the top; later ones wait. Setting state while rendering is React's own way to
  // derive from props without drawing the wrong list once.
  if (top !== undefined && rowKey(top) !== topKey && (topKey === null || fresh.length === 0))
    setTopKey(rowKey(top));
  return {
    shown,
    newCount: fresh.length,
    showNew: () => setTopKey(first === undefined ? null : rowKey(first)),
  };
}
