import type { GraphViewModel } from '@/lib/contract';
import { graphToCsv } from './graph-csv';

/** Saves what is on the screen as `freshet-graph-….csv`. */
export function downloadCsv(view: GraphViewModel): void {
  const name = (view.focus ?? 'types').replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 60);
  // The mark tells spreadsheets that the text is UTF-8.
  const file = new Blob(['\ufeff', graphToCsv(view)], { type: 'text/csv;charset=utf-8' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `freshet-graph-${name}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
