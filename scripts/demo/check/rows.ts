/** One line of the check's table: something the issue promises, and what was measured. */
export interface Row {
  what: string;
  expected: string;
  measured: string;
  ok: boolean;
}

/** The table as text, columns as wide as their longest cell. */
export function formatRows(rows: readonly Row[]): string {
  const cells = [
    ['', 'what', 'expected', 'measured'],
    ...rows.map((row) => [row.ok ? '✓' : '✗', row.what, row.expected, row.measured]),
  ];
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...cells.map((line) => (line[column] ?? '').length)),
  );
  const toLine = (line: readonly string[]) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const [head = [], ...body] = cells;
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [toLine(head), rule, ...body.map(toLine)].join('\n');
}

/** The value below which this share of a list lies; 0 for an empty list. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
export const ms = (value: number) => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
