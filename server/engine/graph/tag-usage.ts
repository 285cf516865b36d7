// Tags with what hangs on them now and what waves did with them: the index, the walk over all entries and the purge
// log brought together. Pure.
import type { TagSummary, TagsQuery } from '../types';
import type { PurgeLog } from './purge-log';
import type { TagIndex } from './tag-index';
import type { TagUse } from './type-index';

export interface Usage {
  use: ReadonlyMap<string, TagUse>;
  purges: PurgeLog;
}
type Known = TagIndex['tags'][number];

/** Tags whose name holds `search` (letter case ignored), the largest first; `total` counts all that do. */
export function findTags(
  index: TagIndex,
  { search = '', show = 'all' }: TagsQuery,
  limit: number,
  usage: Usage | null = null,
): { tags: TagSummary[]; total: number } {
  const wanted = search.toLowerCase();
  const named =
    wanted === '' ? index.tags : index.tags.filter(({ tag }) => tag.toLowerCase().includes(wanted));
  const found = named.filter((known) => isShown(known, show, usage));
  return {
    tags: found.slice(0, limit).map((known) => summaryOf(known, usage)),
    total: found.length,
  };
}

function isShown(
  { tag, members, marker }: Known,
  show: TagsQuery['show'],
  usage: Usage | null,
): boolean {
  switch (show) {
    case 'never':
      return marker === 0 && members > 0;
    case 'unmatched': {
      const purges = usage?.purges.byTag.get(tag);
      return purges !== undefined && purges.unmatched === purges.count;
    }
    case 'orphans':
      return usage !== null && members > (usage.use.get(tag)?.live ?? 0);
    case 'all':
    case undefined:
      return true;
  }
}

function summaryOf({ tag, members, marker }: Known, usage: Usage | null): TagSummary {
  const use = usage?.use.get(tag) ?? { live: 0, bytes: 0 };
  return {
    tag,
    members,
    // A marker is a sequence: microseconds of the node's clock.
    lastInvalidatedAt: marker === 0 ? null : new Date(marker / 1000).toISOString(),
    usage:
      usage === null
        ? null
        : {
            live: use.live,
            // The walk and the index are of slightly different moments.
            orphaned: Math.max(0, members - use.live),
            sizeBytes: use.bytes,
            purges: usage.purges.byTag.get(tag) ?? { count: 0, invalidated: 0, unmatched: 0 },
          },
  };
}
