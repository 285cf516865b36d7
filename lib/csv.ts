// CSV as spreadsheets take it (RFC 4180).

/** One line with its end. A text that starts like a formula must not run in the spreadsheet that opens the file. */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

function cellOf(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Tells spreadsheets that the text is UTF-8. */
export const csvMark = '\ufeff';
