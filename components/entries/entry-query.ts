import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { parseSort } from '@/components/shared/sort-param';
import { entrySorts } from '@/lib/contract';

export const entryStates = ['fresh', 'stale', 'loading'] as const;
const params = {
  q: parseAsString.withDefault(''),
  prefix: parseAsString.withDefault(''),
  type: parseAsString.withDefault(''),
  tag: parseAsString.withDefault(''),
  state: parseAsStringLiteral(entryStates),
  sort: parseAsString.withDefault('key.asc'),
  group: parseAsStringLiteral(['type', 'tag'] as const),
};

/** What is looked at, as the address keeps it. */
export function useEntryView() {
  return useQueryStates(params);
}
export type EntryView = ReturnType<typeof useEntryView>[0];
export type SetEntryView = ReturnType<typeof useEntryView>[1];

/** The conditions as the API takes them; undefined ones are left out. */
export function filterOf({ q, prefix, type, tag, state }: EntryView) {
  return {
    search: q || undefined,
    prefix: prefix || undefined,
    type: type || undefined,
    tag: tag || undefined,
    state: state ?? undefined,
  };
}

export function hasFilter(view: EntryView): boolean {
  return Object.values(filterOf(view)).some((value) => value !== undefined);
}

/** A column's sort as the API takes it; what it cannot sort by falls back to the key. */
export function sortOf({ sort }: EntryView): { sort: string; order: 'asc' | 'desc' } {
  const parsed = parseSort(sort);
  const known = entrySorts.find((name) => name === parsed?.id);
  return { sort: known ?? 'key', order: known && parsed?.desc ? 'desc' : 'asc' };
}
