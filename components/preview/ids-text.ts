// The ids field: one per line, or parted by commas or semicolons, as people paste them.
import { formatCount, formatPlural } from '@/lib/format';

/** Each id once, in order. */
export function idsIn(text: string): string[] {
  return [...new Set(partsOf(text))];
}

const partsOf = (text: string) =>
  text
    .split(/[\n\r,;\t]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** The text with one more id; as it is when the id is in it. */
export function withId(text: string, id: string): string {
  if (partsOf(text).includes(id)) return text;
  const before = text.trimEnd();
  return before === '' ? id : `${before}\n${id}`;
}

/** What the field holds, in words. */
export function countOf(text: string): string {
  const parts = partsOf(text);
  const different = new Set(parts).size;
  if (different === 0) return 'One id a line, or parted by commas.';
  const repeats = parts.length - different;
  const said = formatPlural(different, 'id', 'different ids');
  return repeats === 0 ? `${said}.` : `${said}; ${formatCount(repeats)} repeated.`;
}
