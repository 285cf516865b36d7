import {
  type EntriesPageView,
  type EntryGroupsView,
  entriesQuerySchema,
  entryGroupsQuerySchema,
  entrySelectionQuerySchema,
  type TargetsInput,
} from '@/lib/contract';
import type { EntryFilter } from '@/server/freshet';
import { causeViewOf } from './view-wave';
import { defineQuery } from './query';

const need = { role: 'viewer', scope: 'entries:read' } as const;

/** One page of the entries that match, from an index that is seconds old; the rows are read now. */
export const getEntries = defineQuery({
  need,
  input: entriesQuerySchema,
  async read({ cache }, { order, ...query }): Promise<EntriesPageView> {
    const page = await cache.entries({ ...query, desc: order === 'desc' });
    return {
      ...page,
      entries: page.entries.map((row) => ({
        ...row,
        lastWave: row.lastWave && { ...row.lastWave, cause: causeViewOf(row.lastWave.cause) },
      })),
    };
  },
});

/** Types or tags of the entries that match. */
export const getEntryGroups = defineQuery({
  need,
  input: entryGroupsQuerySchema,
  read: ({ cache }, query): Promise<EntryGroupsView> => cache.entryGroups(query),
});

/** Targets that stand for all entries that match: a tag or a prefix where one says it, else their keys. */
export const getEntrySelection = defineQuery({
  need,
  input: entrySelectionQuerySchema,
  async read({ cache }, filter): Promise<{ targets: TargetsInput | null; total: number }> {
    const { keys, total } = await cache.entryKeys(filter);
    const short = shortTargets(filter, keys);
    if (short !== null && total > 0) return { targets: short, total };
    return { targets: total === 0 || keys.length < total ? null : { keys }, total };
  },
});

/** A tag also reaches what hangs on its members: that is what purging them would reach, too. */
function shortTargets(
  { type, tag, prefix, state, search }: EntryFilter,
  keys: readonly string[],
): TargetsInput | null {
  if (state !== undefined || (search !== undefined && search !== '')) return null;
  const named = [type, tag, prefix].filter((one) => one !== undefined);
  if (named.length !== 1) return null;
  if (tag !== undefined) return { tags: [tag] };
  if (prefix !== undefined) return { prefix };
  // A type is the text before a colon, or a whole key without one.
  const start = `${type}:`;
  return keys.every((key) => key.startsWith(start)) ? { prefix: start } : null;
}
