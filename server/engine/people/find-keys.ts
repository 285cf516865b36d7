import type { InspectStore } from '../ports';
import { within } from './within';

/**
 * Cached keys whose name holds a text (letter case ignored), shortest first among those found before the walk ended. It
 * ends early when there are several times more than asked for; `more` says that there are, or may be, others.
 */
export async function findKeys(
  store: Pick<InspectStore, 'scanEntries'>,
  text: string,
  query: { limit?: number } = {},
): Promise<{ keys: string[]; more: boolean }> {
  const limit = within('limit', query.limit ?? 20, 1, 1000);
  const wanted = text.toLowerCase();
  const enough = limit * 10;
  const found: string[] = [];
  for await (const keys of store.scanEntries()) {
    for (const key of keys) if (key.toLowerCase().includes(wanted)) found.push(key);
    if (found.length >= enough) break;
  }
  // A short name that holds the text is nearer to it than a long one.
  found.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  return { keys: found.slice(0, limit), more: found.length > limit };
}
