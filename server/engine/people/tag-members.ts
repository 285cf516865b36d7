import { isLive, stateOf } from '../entry-state';
import { FreshetError } from '../errors';
import { checkTag, tagGuard, typeOf } from '../names';
import type { InspectStore, Member, ProtocolStore } from '../ports';
import type { TagMember } from '../types';
import { readHeaders } from './read';
import { within } from './within';

/** Members asked for per step of the walk. */
const STEP = 200;

export type MembersStore = Pick<InspectStore, 'members' | 'guardInfo' | 'headers'> &
  Pick<ProtocolStore, 'namespaceState'>;

/**
 * One page of everything that hangs on a tag, inherited and expired members included (their state says so). Pages
 * follow the index' own order: while members come and go, one may be seen twice, none that stays is missed.
 */
export async function pageTagMembers(
  store: MembersStore,
  tag: string,
  query: { cursor?: string; limit?: number } = {},
): Promise<{ members: TagMember[]; total: number; cursor: string | null }> {
  const limit = within('limit', query.limit ?? 200, 1, 1000);
  const guard = tagGuard(checkTag(tag));
  const [[info], { generation, nowMs }] = await Promise.all([
    store.guardInfo([guard]),
    store.namespaceState(),
  ]);
  const page = await takePage(
    (cursor) => store.members(guard, cursor, STEP),
    readCursor(query.cursor),
    limit,
  );
  const found = new Map<string, TagMember>();
  for (const { key, depth } of page.members)
    found.set(key, {
      key,
      type: typeOf(key),
      depth,
      state: 'missing',
      ttlLeftMs: null,
      sizeBytes: 0,
    });
  await readHeaders(store, [...found.keys()], (key, entry) => {
    const member = found.get(key);
    if (!member || !entry) return;
    member.state = stateOf(entry.header, generation, nowMs);
    member.sizeBytes = entry.sizeBytes;
    if (isLive(entry.header, generation, nowMs))
      member.ttlLeftMs = entry.header.softExpiryMs - nowMs;
  });
  return { members: [...found.values()], total: info?.members ?? 0, cursor: page.cursor };
}

interface Place {
  /** Where the step begins, as the store understands it. */
  step: string;
  /** Members of that step that were already shown. */
  skip: number;
}

/** A step may hold more members than a page: the cursor then names the step and how much of it was shown. */
export async function takePage(
  read: (cursor: string) => Promise<{ members: Member[]; cursor: string }>,
  from: Place,
  limit: number,
): Promise<{ members: Member[]; cursor: string | null }> {
  const members: Member[] = [];
  let { step, skip } = from;
  for (;;) {
    const chunk = await read(step);
    const rest = chunk.members.slice(skip);
    const room = limit - members.length;
    members.push(...rest.slice(0, room));
    if (rest.length > room) return { members, cursor: `${step || '0'}.${skip + room}` };
    if (chunk.cursor === '') return { members, cursor: null };
    if (members.length === limit) return { members, cursor: `${chunk.cursor}.0` };
    step = chunk.cursor;
    skip = 0;
  }
}

function readCursor(cursor: string | undefined): Place {
  if (cursor === undefined) return { step: '', skip: 0 };
  const match = /^(\d{1,20})\.(\d{1,9})$/.exec(cursor);
  if (match === null)
    throw new FreshetError(
      'invalid-option',
      `cursor ${JSON.stringify(cursor.slice(0, 40))} is not one of this list's: give the \`cursor\` of the page before`,
    );
  const step = match[1] as string;
  return { step: step === '0' ? '' : step, skip: Number(match[2]) };
}
