// Reads for people and housekeeping. No command here touches a whole large set at once, and no value is read.
import { type EntryHeader, HEADER_BYTES, readHeader } from '../engine/entry';
import type { Guard, InspectedEntry, InspectStore, Member, WalkChunk } from '../engine/ports';
import type { StoreHealth } from '../engine/types';
import { memberOf } from './edge-score';
import { checkHealth } from './health';
import { mustBeVerified, readInspected, verifyInspected } from './inspected';
import { findWave, readJournal } from './journal';
import {
  declaredField,
  entryKey,
  entryPattern,
  guardKey,
  guardPattern,
  isReserved,
  MARKER_FLOOR,
  namespaceKey,
  parseEntryKey,
  parseGuardKey,
  roleKey,
} from './keyspace';
import { readMarkers } from './markers';
import { asking, isCluster } from './nodes';
import { sweepRetired } from './retired-sweep';
import { scanNames } from './scan';
import { bytes, type Client, list, number, runScript, type ScriptArgument, text } from './script';

/** Keys of one script on standalone Redis: about half a millisecond for entries with ten refs each. */
const KEYS_PER_SCRIPT = 50;
/** Scripts on their way at once. */
const SCRIPTS_AT_ONCE = 50;
const SCORES_AT_ONCE = 200;

/** Members that one look at several guards reads: about two microseconds each. */
const MEMBERS_PER_SCRIPT = 400;

type PagedScript =
  | 'read-heads'
  | 'read-headers'
  | 'members-of'
  | 'guard-info'
  | 'live-dependents'
  | 'drop-idle';

export class RedisInspectStore implements InspectStore {
  constructor(
    private readonly client: Client,
    private readonly ns: string,
  ) {}

  members(guard: Guard, cursor: string, count: number): Promise<WalkChunk> {
    return asking('members of a guard', async () => {
      const [next, found] = await this.client.zscan(
        guardKey(this.ns, guard),
        cursor === '' ? '0' : cursor,
        'COUNT',
        count,
      );
      return { members: readMembers(found), cursor: next === '0' ? '' : next };
    });
  }

  async membersOf(guards: readonly Guard[]): Promise<(Member[] | null)[]> {
    const pages = await this.runPaged('members-of', guards.map(this.guardName), [
      MEMBERS_PER_SCRIPT,
    ]);
    return pages.flatMap((page) => text(page).split('\n').slice(0, -1)).map(readMembersPart);
  }

  membersAmong(guard: Guard, keys: readonly string[]): Promise<(Member | null)[]> {
    return asking('members of a guard', async () => {
      const found: (Member | null)[] = [];
      for (let at = 0; at < keys.length; at += SCORES_AT_ONCE) {
        const page = keys.slice(at, at + SCORES_AT_ONCE);
        const scores = await this.client.zmscore(guardKey(this.ns, guard), page);
        page.forEach((key, i) => {
          const score = scores[i] ?? null;
          found.push(score === null ? null : memberOf(key, Number(score)));
        });
      }
      return found;
    });
  }

  async guardInfo(
    guards: readonly Guard[],
  ): Promise<{ members: number; marker: number; retired: number }[]> {
    const replies = await this.runPaged('guard-info', guards.map(this.guardName), []);
    return guards.map((_, i) => ({
      members: number(replies[i * 3]),
      marker: number(replies[i * 3 + 1]),
      retired: number(replies[i * 3 + 2]),
    }));
  }

  async headers(keys: readonly string[]): Promise<(InspectedEntry | null)[]> {
    const names = keys.map((key) => entryKey(this.ns, key));
    const replies = await this.runPaged('read-heads', names, []);
    const entries = keys.map((_, i) =>
      readInspected(bytes(replies[i * 2]), number(replies[i * 2 + 1])),
    );
    await verifyInspected(entries, (guards) =>
      asking('markers', () => readMarkers(this.client, this.ns, guards)),
    );
    return entries;
  }

  async bareHeaders(keys: readonly string[]): Promise<(EntryHeader | null)[]> {
    const names = keys.map((key) => entryKey(this.ns, key));
    const headers: (EntryHeader | null)[] = [];
    const verified: number[] = [];
    for (const page of await this.runPaged('read-headers', names, [])) {
      const blob = bytes(page);
      for (let at = 0; at < blob.length; at += HEADER_BYTES) {
        // The version is the first byte, and is never zero.
        const here = blob[at] === 0 ? null : readHeader(blob.subarray(at, at + HEADER_BYTES));
        if (here !== null && mustBeVerified(blob.subarray(at))) verified.push(headers.length);
        headers.push(here);
      }
    }
    const whole = await this.headers(verified.map((at) => keys[at] ?? ''));
    verified.forEach((at, i) => {
      headers[at] = whole[i]?.header ?? null;
    });
    return headers;
  }

  async *scanGuards(kind: 't' | 'k' | 'all'): AsyncIterable<Guard[]> {
    for await (const names of this.scan(guardPattern(this.ns, kind)))
      yield names.map((name) => parseGuardKey(this.ns, name)).filter((guard) => guard !== null);
  }

  async *scanEntries(prefix = ''): AsyncIterable<string[]> {
    for await (const names of this.scan(entryPattern(this.ns, prefix)))
      yield names.map((name) => parseEntryKey(this.ns, name)).filter((key) => key !== null);
  }

  declaredTypes(): Promise<string[]> {
    return asking('declared types', async () => {
      const mark = declaredField('');
      const fields = await this.client.hkeys(namespaceKey(this.ns));
      return fields.filter((field) => field.startsWith(mark)).map((f) => f.slice(mark.length));
    });
  }

  waves(query: { before?: string; after?: string; limit: number }) {
    return asking('journal', () => readJournal(this.client, this.ns, query));
  }

  waveById(id: string, startedMs?: number) {
    return asking('journal', () => findWave(this.client, this.ns, id, startedMs));
  }

  dropExpired(guard: Guard, keys: readonly string[]): Promise<number> {
    if (keys.length === 0) return Promise.resolve(0);
    return asking('dropping expired edges', async () =>
      number(await runScript(this.client, 'drop-expired', [this.guardName(guard)], [...keys])),
    );
  }

  expiredMembers(guard: Guard, limit: number, skip = 0): Promise<string[]> {
    return asking('expired edges', async () =>
      list(
        await runScript(this.client, 'expired-members', [this.guardName(guard)], [limit, skip]),
      ).map(text),
    );
  }

  async hasLiveDependents(guards: readonly Guard[]): Promise<boolean[]> {
    const replies = await this.runPaged('live-dependents', guards.map(this.guardName), [
      MARKER_FLOOR,
    ]);
    return replies.map((reply) => reply === 1);
  }

  async dropIdleGuards(guards: readonly Guard[], ageMs: number): Promise<number> {
    const replies = await this.runPaged('drop-idle', guards.map(this.guardName), [
      ageMs,
      isCluster(this.client) ? '0' : '1',
    ]);
    return replies.reduce((sum: number, reply) => sum + number(reply), 0);
  }

  sweepRetired(guard: Guard, keepTypes: ReadonlySet<string>, count: number): Promise<number> {
    return asking('removing retired entries', () =>
      sweepRetired(this.client, this.ns, guard, keepTypes, count),
    );
  }

  holdRole(role: string, token: string, ttlMs: number): Promise<boolean> {
    return asking('holding a role', async () => {
      const names = [roleKey(this.ns, role)];
      return (await runScript(this.client, 'hold-role', names, [token, ttlMs])) === 1;
    });
  }

  health(): Promise<StoreHealth> {
    return checkHealth(this.client);
  }

  private readonly guardName = (guard: Guard): string => guardKey(this.ns, guard);

  private async *scan(pattern: string): AsyncIterable<string[]> {
    const names = scanNames(this.client, pattern)[Symbol.asyncIterator]();
    for (;;) {
      const step = await asking('scanning keys', () => names.next());
      if (step.done) return;
      yield step.value;
    }
  }

  /** Runs a script over many keys, a page per script where one script may have several keys; replies in order. */
  private runPaged(
    script: PagedScript,
    names: readonly string[],
    args: readonly ScriptArgument[],
  ): Promise<unknown[]> {
    const size = isCluster(this.client) ? 1 : KEYS_PER_SCRIPT;
    return asking(script, async () => {
      const replies: unknown[] = [];
      for (let at = 0; at < names.length; at += size * SCRIPTS_AT_ONCE) {
        const pages: Promise<unknown>[] = [];
        const end = Math.min(names.length, at + size * SCRIPTS_AT_ONCE);
        for (let from = at; from < end; from += size)
          pages.push(
            runScript(this.client, script, names.slice(from, Math.min(end, from + size)), args),
          );
        for (const page of await Promise.all(pages))
          for (const reply of Array.isArray(page) ? page : [page]) replies.push(reply);
      }
      return replies;
    });
  }
}

function readMembers(found: readonly string[]): Member[] {
  const members: Member[] = [];
  for (let i = 0; i + 1 < found.length; i += 2) {
    const key = found[i] as string;
    if (isReserved(key)) continue;
    members.push(memberOf(key, Number(found[i + 1])));
  }
  return members;
}

/** One guard's part of a `members-of` reply. */
function readMembersPart(part: string): Member[] | null {
  return part === '+' ? null : readMembers(part.split('\x1f'));
}
