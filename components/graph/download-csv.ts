import type { GraphViewModel } from '@/lib/contract';
import { graphToCsv } from './graph-csv';

/** `freshet-graph-tag-category-shoes`: what is drawn, in letters that every file system takes. */
export function fileNameOf(view: Pick<GraphViewModel, 'focus' | 'select'>): string {
  const what = view.focus ?? view.select ?? 'types';
  return `freshet-graph-${what.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 60)}`;
}

/** Saves what is on the screen as `freshet-graph-….csv`. */
export function downloadCsv(view: GraphViewModel): void {
  // The mark tells spreadsheets that the text is UTF-8.
  const file = new Blob(['\ufeff', graphToCsv(view)], { type: 'text/csv;charset=utf-8' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `${fileNameOf(view)}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
