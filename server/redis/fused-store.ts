// What a standalone Redis can do in one script. Fusing removes interleavings, so it cannot add states to the model;
// the same contract suite runs on both topologies.
import type {
  CutChunk,
  Guard,
  OpenedWalk,
  PublishReply,
  PublishRequest,
  SetRequest,
} from '../engine/ports';
import { WAKE_PREFIX } from './backplane';
import { entryKey, guardKey, openWavesKey } from './keyspace';
import { blobOf, cutStateOf, memberOf, RedisProtocolStore } from './protocol-store';
import { list, number, runScript, text } from './script';

/** Guards registered in one script at most: 400 stay well under a millisecond. */
const FUSED_GUARDS = 400;
/** Roots of a wave that are opened in one script. */
const FUSED_ROOTS = 64;
/** Members cut in one script: about half a millisecond. */
const WALK_PAGE = 250;

export class FusedProtocolStore extends RedisProtocolStore {
  async publishFused(request: PublishRequest): Promise<PublishReply | null> {
    if (request.refs.length > FUSED_GUARDS) return null;
    return this.runPublish(request, request.refs);
  }

  async setFused(request: SetRequest): Promise<boolean> {
    if (request.guards.length > FUSED_GUARDS) return false;
    await runScript(
      this.client,
      'set',
      [
        entryKey(this.ns, request.key),
        this.namespace,
        ...request.guards.map((guard) => guardKey(this.ns, guard)),
      ],
      [request.blob, request.ttlMs, request.swrMs, request.key, request.declaredTypes.join('\n')],
    );
    return true;
  }

  async openWalk(
    id: string,
    plan: string,
    roots: readonly Guard[],
    mode: 'hard' | 'soft' | null,
  ): Promise<OpenedWalk | null> {
    if (roots.length > FUSED_ROOTS) return null;
    const sentAt = performance.now();
    const own = roots.filter((root) => root.startsWith('k:')).map((root) => root.slice(2));
    const reply = await runScript(
      this.client,
      'open-walk',
      [this.namespace, openWavesKey(this.ns), ...roots.map((root) => guardKey(this.ns, root))],
      [id, plan, WALK_PAGE, mode ?? '', this.channel, WAKE_PREFIX, entryKey(this.ns, ''), ...own],
    );
    const [sequence, now, generation, types, states, root, cursor, found] = list(reply);
    this.clock.observe(number(now), sentAt);
    const pages = list(found);
    const opened: OpenedWalk = {
      sequence: number(sequence),
      generation: number(generation),
      declaredTypes: list(types).map(text),
      own: list(states).map(cutStateOf),
      found: [],
      root: number(root),
      cursor: text(cursor),
    };
    for (let i = 0; i < pages.length; i += 4) {
      opened.found.push({
        root: number(pages[i]),
        page: pageOf('', pages[i + 1], pages[i + 2], pages[i + 3]),
      });
    }
    return opened;
  }

  async markAll(guards: readonly Guard[], sequence: number): Promise<void> {
    const keys = guards.map((guard) => guardKey(this.ns, guard));
    const reply = await runScript(this.client, 'mark-all', keys, [sequence]);
    if (number(reply) !== keys.length) throw new Error('mark-all did not reach every guard');
  }

  async markAndCut(
    guard: Guard,
    sequence: number,
    cursor: string,
    mode: 'hard' | 'soft' | null,
    generation: number,
  ): Promise<CutChunk> {
    const [next, states, members, deep] = list(
      await runScript(
        this.client,
        'mark-cut',
        [guardKey(this.ns, guard)],
        [
          sequence,
          cursor,
          WALK_PAGE,
          mode ?? '',
          generation,
          this.channel,
          WAKE_PREFIX,
          entryKey(this.ns, ''),
        ],
      ),
    );
    return pageOf(text(next), states, members, deep);
  }
}

/** Members of a page are direct unless named among the deep ones; their refs tell the way. */
function pageOf(cursor: string, states: unknown, members: unknown, deep: unknown): CutChunk {
  const letters = text(states);
  const keys = letters === '' ? [] : text(members).split('\n');
  const page: CutChunk = {
    cursor,
    members: keys.map((key) => ({ key, depth: 1, endAtMs: 0 })),
    states: keys.map((_key, i) => cutStateOf(letters[i])),
    refs: keys.map(() => null),
  };
  const further = list(deep);
  for (let i = 0; i < further.length; i += 3) {
    const at = number(further[i]);
    const key = keys[at];
    if (key === undefined) continue;
    page.members[at] = memberOf(key, further[i + 1]);
    page.refs[at] = blobOf(further[i + 2]);
  }
  return page;
}
