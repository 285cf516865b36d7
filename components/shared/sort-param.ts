import type { Sort } from './use-sorted-rows';

/** `members.desc` → `{ id: 'members', desc: true }`; null when it names no column. */
export function parseSort(text: string): Sort | null {
  const match = /^([\w-]+)\.(asc|desc)$/.exec(text);
  return match?.[1] ? { id: match[1], desc: match[2] === 'desc' } : null;
}

/** The address form of a sort; `none` keeps "as it came" apart from "not chosen". */
export function writeSort(sort: Sort | null): string {
  return sort ? `${sort.id}.${sort.desc ? 'desc' : 'asc'}` : 'none';
}
