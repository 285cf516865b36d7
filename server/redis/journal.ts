import { FreshetError } from '../engine/errors';
import { journalKey } from './keyspace';
import type { Client } from './script';

export interface JournalEntry {
  /** Stream id. */
  position: string;
  /** JSON, as the engine wrote it. */
  record: string;
}

/** Records hold up to a few hundred touched keys: a page stays far below a millisecond of the node's time. */
const SEARCH_PAGE = 50;
const CLOCK_SLACK_MS = 60_000;

/** Newest first; `before` and `after` are positions and exclusive. */
export async function readJournal(
  client: Client,
  ns: string,
  query: { before?: string; after?: string; limit: number },
): Promise<JournalEntry[]> {
  const entries = await client.xrevrange(
    journalKey(ns),
    query.before === undefined ? '+' : `(${checkPosition(query.before)}`,
    query.after === undefined ? '-' : `(${checkPosition(query.after)}`,
    'COUNT',
    query.limit,
  );
  return entries.map(([position, fields]) => ({ position, record: fieldOf(fields, 'wave') }));
}

/**
 * Ids are not indexed: looks forward from a minute before `startedMs` (clocks differ, and a record is written when the
 * wave has ended), then backward from there.
 */
export async function findWave(
  client: Client,
  ns: string,
  id: string,
  startedMs?: number,
): Promise<JournalEntry | null> {
  const key = journalKey(ns);
  const start = startedMs === undefined ? null : String(Math.max(0, startedMs - CLOCK_SLACK_MS));
  if (start !== null) {
    const found = await search(id, start, (from) =>
      client.xrange(key, from, '+', 'COUNT', SEARCH_PAGE),
    );
    if (found !== null) return found;
  }
  return search(id, start === null ? '+' : `(${start}`, (from) =>
    client.xrevrange(key, from, '-', 'COUNT', SEARCH_PAGE),
  );
}

async function search(
  id: string,
  start: string,
  readPage: (from: string) => Promise<[position: string, fields: string[]][]>,
): Promise<JournalEntry | null> {
  let from = start;
  for (;;) {
    const page = await readPage(from);
    for (const [position, fields] of page)
      if (fieldOf(fields, 'id') === id) return { position, record: fieldOf(fields, 'wave') };
    const last = page.at(-1);
    if (last === undefined || page.length < SEARCH_PAGE) return null;
    from = `(${last[0]}`;
  }
}

function fieldOf(fields: readonly string[], name: string): string {
  const at = fields.findIndex((field, i) => i % 2 === 0 && field === name);
  return at === -1 ? '' : (fields[at + 1] ?? '');
}

function checkPosition(position: string): string {
  if (/^\d{1,16}(-\d{1,16})?$/.test(position)) return position;
  throw new FreshetError(
    'invalid-option',
    `position ${JSON.stringify(position.slice(0, 40))} is not one of the journal's: give a wave's \`position\``,
  );
}
