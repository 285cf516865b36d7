// A pasted or uploaded list of ids: CSV with commas, semicolons or tabs, with or without headings, or one id a line.
// What cannot be used is told by line, with what to do about it.
import { parse } from 'csv-parse/sync';
import { idSchema, type ListReading, maxIds } from '@/lib/contract';
import { Refusal } from '@/server/auth/refusal';

const errorsShown = 20;
/** Headings that are known to stand over ids, the likeliest first. */
const idHeadings = [
  'id',
  'product_id',
  'productid',
  'sku',
  'article',
  'item',
  'category_id',
  'key',
];
const delimiters = [',', ';', '\t', '|'];

interface Row {
  cells: string[];
  line: number;
}

/** Throws `invalid-input` when the text is no list, or the column is not there; bad rows are in the answer. */
export function readList(text: string, column?: string): ListReading {
  const rows = parseRows(text);
  const width = Math.max(1, ...rows.map((row) => row.cells.length));
  const header = hasHeader(rows);
  const first = rows[0];
  const columns = Array.from({ length: width }, (_, i) =>
    header && first?.cells[i] ? first.cells[i] : `Column ${i + 1}`,
  );
  const at = columnAt(columns, column, header);
  const body = header ? rows.slice(1) : rows;
  return { ...takeIds(body, at, columns[at] ?? ''), columns, column: columns[at] ?? '', header };
}

function parseRows(text: string): Row[] {
  // A spreadsheet's "Unicode text" is UTF-16: read as UTF-8 it is full of zeros.
  if (text.includes('\u0000'))
    throw fault('/text', 'is not UTF-8 text: save the list as “CSV UTF-8” and choose it again');
  try {
    const found: unknown = parse(text, {
      bom: true,
      delimiter: likelyDelimiter(text),
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      trim: true,
    });
    const rows = (found as { record: string[]; info: { lines: number } }[]).map((row) => ({
      cells: row.record,
      line: row.info.lines,
    }));
    if (rows.length > 0) return rows;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw fault('/text', `cannot be read as CSV: ${why}. Check the quotes on that line`);
  }
  throw fault('/text', 'is empty: paste at least one id');
}

/** The delimiter that the first line has most of; a list of bare ids has none, and any will do. */
function likelyDelimiter(text: string): string {
  const line = text.slice(0, text.search(/[\r\n]|$/));
  const counted = delimiters.map((mark) => ({ mark, count: line.split(mark).length - 1 }));
  const [best] = counted.toSorted((a, b) => b.count - a.count);
  return best && best.count > 0 ? best.mark : ',';
}

const isHeading = (cell: string) => idHeadings.includes(cell.trim().toLowerCase());

/** A known heading, or a first line without digits over lines that have some. */
function hasHeader(rows: readonly Row[]): boolean {
  const [first, ...rest] = rows;
  if (!first || rest.length === 0) return first !== undefined && first.cells.some(isHeading);
  if (first.cells.some(isHeading)) return true;
  const digits = (row: Row) => row.cells.some((cell) => /\d/.test(cell));
  return !digits(first) && rest.slice(0, 20).every(digits);
}

function columnAt(columns: readonly string[], wanted: string | undefined, header: boolean): number {
  if (wanted !== undefined) {
    const named = columns.indexOf(wanted);
    if (named >= 0) return named;
    const numbered = Number(wanted) - 1;
    if (Number.isInteger(numbered) && columns[numbered] !== undefined) return numbered;
    throw fault('/column', `is not in the list; it has: ${columns.join(', ')}`);
  }
  if (!header) return 0;
  const lower = columns.map((name) => name.toLowerCase());
  for (const heading of idHeadings) if (lower.includes(heading)) return lower.indexOf(heading);
  return 0;
}

function takeIds(
  rows: readonly Row[],
  at: number,
  column: string,
): Omit<ListReading, 'columns' | 'column' | 'header'> {
  const ids = new Set<string>();
  const errors: ListReading['errors'] = [];
  let errorCount = 0;
  let taken = 0;
  let blank = 0;
  let beyond = 0;
  const report = (line: number, problem: string, fix: string) => {
    errorCount += 1;
    if (errors.length < errorsShown) errors.push({ line, problem, fix });
  };
  for (const { cells, line } of rows) {
    const cell = cells[at];
    if (cell === undefined) {
      report(line, `has no column ${column}`, `Give this line ${at + 1} cells, or remove it.`);
      continue;
    }
    if (cell === '') {
      blank += 1;
      continue;
    }
    const id = idSchema.safeParse(cell);
    if (!id.success) {
      report(line, id.error.issues[0]?.message ?? 'is not an id', 'Correct the id, or remove it.');
      continue;
    }
    taken += 1;
    if (ids.has(id.data)) continue;
    if (ids.size < maxIds) ids.add(id.data);
    else if (beyond++ === 0)
      report(
        line,
        `is beyond the ${maxIds.toLocaleString('en')} ids of one preview`,
        'Split the list, and preview its parts.',
      );
  }
  const duplicates = taken - ids.size - beyond;
  return { ids: [...ids], rows: taken, duplicates, blank, errors, errorCount };
}

function fault(pointer: string, detail: string): Refusal {
  return new Refusal('invalid-input', `The list ${detail}.`, { errors: [{ pointer, detail }] });
}
