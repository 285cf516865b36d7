// What a standalone Redis can do in one script. Fusing removes interleavings, so it cannot add states to the model;
// the same contract suite runs on both topologies.
import type {
  CutPage,
  DepthCount,
  Guard,
  OpenedWalk,
  PublishReply,
  PublishRequest,
  SetRequest,
} from '../engine/ports';
import { WAKE_PREFIX } from './backplane';
import { entryKey, guardKey, openWavesKey } from './keyspace';
import { memberOf } from './edge-score';
import { RedisProtocolStore } from './protocol-store';
import { blobOf, countsOf, membersOf } from './replies';
import { list, number, runScript, text } from './script';

/** Guards registered in one script at most: 400 stay well under a millisecond. */
const FUSED_GUARDS = 400;
/** Roots of a wave that are opened in one script. */
const FUSED_ROOTS = 64;
/** Members cut in one script: under half a millisecond unseen, about one when each entry is looked at. */
const WALK_PAGE = 512;

export class FusedProtocolStore extends RedisProtocolStore {
  async publishFused(request: PublishRequest): Promise<PublishReply | null> {
    if (request.refs.length > FUSED_GUARDS) return null;
    return this.runPublish(request, request.refs);
  }

  async setFused(request: SetRequest): Promise<boolean> {
    if (request.guards.length > FUSED_GUARDS) return false;
    const reply = await runScript(
      this.client,
      'set',
      [
        entryKey(this.ns, request.key),
        this.namespace,
        ...request.guards.map((guard) => guardKey(this.ns, guard)),
      ],
      [
        request.value.data,
        request.key,
        `${metaOf(request)} ${this.walkLimit}`,
        request.declaredTypes.join('\n'),
      ],
    );
    return text(reply) === 'published';
  }

  async openWalk(
    id: string,
    plan: string,
    roots: readonly Guard[],
    mode: 'hard' | 'soft' | null,
    namesWanted: number,
    sampleWanted: number,
  ): Promise<OpenedWalk | null> {
    if (roots.length > FUSED_ROOTS) return null;
    const sentAt = performance.now();
    const own = roots.filter((root) => root.startsWith('k:')).map((root) => root.slice(2));
    const reply = await runScript(
      this.client,
      'open-walk',
      [this.namespace, openWavesKey(this.ns), ...roots.map((root) => guardKey(this.ns, root))],
      [
        id,
        plan,
        WALK_PAGE,
        mode ?? '',
        this.channel,
        WAKE_PREFIX,
        entryKey(this.ns, ''),
        namesWanted,
        sampleWanted,
        ...own,
      ],
    );
    const [sequence, now, generation, types, states, root, cursor, found, marked, told] =
      list(reply);
    this.clock.observe(number(now), sentAt);
    const pages = list(found);
    const opened: OpenedWalk = {
      sequence: number(sequence),
      generation: number(generation),
      declaredTypes: list(types).map(text),
      own: list(states).map(text).join(''),
      found: [],
      root: number(root),
      cursor: text(cursor),
      told: number(told) === 1,
      retired: retiredOf(list(marked)),
    };
    for (let i = 0; i < pages.length; i += 4) {
      opened.found.push({
        root: number(pages[i]),
        page: pageOf('', pages[i + 1], pages[i + 2], pages[i + 3]),
      });
    }
    return opened;
  }

  async markAll(
    guards: readonly Guard[],
    sequence: number,
    mode: 'hard' | 'soft' | null,
  ): Promise<DepthCount[][]> {
    const keys = guards.map((guard) => guardKey(this.ns, guard));
    const reply = list(await runScript(this.client, 'mark-all', keys, [sequence, mode ?? '']));
    if (reply.length !== keys.length) throw new Error('mark-all did not reach every guard');
    return reply.map(countsOf);
  }

  async markAndCut(
    guard: Guard,
    sequence: number,
    cursor: string,
    mode: 'hard' | 'soft' | null,
    generation: number,
  ): Promise<CutPage> {
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

/** Numbers of a set, as the script reads them. */
function metaOf({ soft, value, generation, checksum, ttlMs, swrMs }: SetRequest): string {
  return `${soft ? 1 : 0} ${value.codec} ${generation} ${value.sizeBytes} ${checksum} ${ttlMs} ${swrMs}`;
}

function pageOf(cursor: string, letters: unknown, keys: unknown, deep: unknown): CutPage {
  const names = text(keys);
  const page: CutPage = {
    cursor,
    keys: names === '' ? [] : names.split('\n'),
    letters: text(letters),
    deep: [],
  };
  const further = list(deep);
  for (let i = 0; i < further.length; i += 3) {
    const { depth } = memberOf('', number(further[i + 1]));
    page.deep.push({ at: number(further[i]), depth, refs: blobOf(further[i + 2]) });
  }
  return page;
}

/** From { root index, { depth, count, … }, { member, score, … }, … }. */
function retiredOf(marked: readonly unknown[]): OpenedWalk['retired'] {
  const retired: OpenedWalk['retired'] = [];
  for (let i = 0; i + 2 < marked.length; i += 3) {
    retired.push({
      root: number(marked[i]),
      counts: countsOf(marked[i + 1]),
      sample: membersOf(list(marked[i + 2])),
    });
  }
  return retired;
}
