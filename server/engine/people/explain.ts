// Why an entry is as it is (console.md, "Explain"): also for keys that are not cached.
import type { Ref } from '../entry';
import { FreshetError, isFreshetError } from '../errors';
import { checkKey, guardId, isTagGuard, keyGuard, typeOf } from '../names';
import type { Guard } from '../ports';
import type { Explanation, ExplainStep } from '../types';
import { type Evidence, type ExplainDeps, gatherEvidence, type Hit } from './explain-evidence';
import { guardOfVerdict, judge } from './explain-verdict';
import { sayRule, sayVerdict } from './explain-words';
import { touchingWave } from './recent-waves';

export type { ExplainDeps } from './explain-evidence';

const WAVES_SHOWN = 50;
const SAMPLE = 20;
/** Longest way told; a graph this deep is told from its near end. */
const CHAIN_LIMIT = 64;

/** Throws `invalid-key`. A store that does not answer is an explanation, too. */
export async function explainEntry(deps: ExplainDeps, key: string): Promise<Explanation> {
  checkKey(key);
  try {
    return await explain(deps, key);
  } catch (error) {
    if (isFreshetError(error) && error.code !== 'store-unavailable') throw error;
    return storeAway(key, error);
  }
}

async function explain(deps: ExplainDeps, key: string): Promise<Explanation> {
  const evidence = await gatherEvidence(deps, key);
  const { entry, note, memory, nowMs, own } = evidence;
  const verdict = judge(evidence);
  const header = entry?.header.hasValue ? entry.header : null;
  const wave = verdict.hit === null ? null : touchingWave(verdict.hit.wave, verdict.hit.depth);
  const chain = await chainOf(deps, evidence, verdict.hit, guardOfVerdict(verdict));
  const sample = await deps.store.members(keyGuard(key), '', SAMPLE);
  const told: Omit<Explanation, 'verdict'> = {
    key,
    type: typeOf(key),
    state: verdict.state,
    reason: verdict.reason,
    certain: verdict.doubt === null,
    doubt: verdict.doubt,
    since: verdict.sinceMs === null ? null : iso(verdict.sinceMs),
    refreshing: (entry?.header.leaseEndMs ?? 0) > nowMs,
    wave,
    rule: wave === null ? null : sayRule(wave),
    chain,
    failure: note === null ? null : { ...note, at: iso(note.atMs) },
    loadedAt: header === null ? null : iso(header.createdAtMs),
    loadCostMs: header === null ? null : header.loadCostUs / 1000,
    waves: evidence.hits.slice(0, WAVES_SHOWN).map((hit) => touchingWave(hit.wave, hit.depth)),
    upstream: upstreamOf(evidence),
    downstream: {
      total: own.members,
      sample: sample.members.slice(0, SAMPLE).map((member) => ({
        key: member.key,
        depth: member.depth,
      })),
    },
    journalSince: memory.since,
  };
  return { ...told, verdict: sayVerdict(told, nowMs) };
}

/** What it hangs on; of an entry that is gone, what the edges left of it say. */
function upstreamOf({ entry, edges, markers }: Evidence): Explanation['upstream'] {
  const refs = entry?.header.hasValue ? entry.refs : [];
  if (refs.length > 0)
    return refs
      .toSorted((a, b) => a.depth - b.depth)
      .map(({ guard, kind, depth }) => {
        const marker = markers.get(guard) ?? 0;
        return {
          guard: guardId(guard),
          kind,
          depth,
          invalidatedAt: marker === 0 ? null : iso(marker / 1000),
        };
      });
  return edges.map(({ guard, depth }) => ({
    guard: guardId(guard),
    kind: isTagGuard(guard) ? ('tag' as const) : ('captured' as const),
    depth,
    invalidatedAt: null,
  }));
}

/** The way a wave took, from its root to the entry: backwards along what each entry on it was reached through. */
async function chainOf(
  deps: ExplainDeps,
  evidence: Evidence,
  hit: Hit | null,
  guard: string | null,
): Promise<ExplainStep[]> {
  if (hit === null && guard === null) return [];
  const steps: ExplainStep[] = [{ guard: `key:${evidence.key}`, edge: null }];
  const seen = new Set([`key:${evidence.key}`]);
  let via = hit === null ? guard : hit.via;
  let refs = evidence.entry?.refs ?? [];
  while (via !== null && !seen.has(via) && steps.length < CHAIN_LIMIT) {
    const last = steps[0];
    const here = via;
    if (last) last.edge = refs.find((ref) => guardId(ref.guard) === here)?.kind ?? edgeOf(here);
    steps.unshift({ guard: here, edge: null });
    seen.add(here);
    if (hit === null || here.startsWith('tag:') || hit.wave.roots.includes(here)) break;
    const name = here.slice(4);
    via = hit.wave.touched.get(name)?.via ?? null;
    const [entry] = await deps.store.headers([name]);
    refs = entry?.header.hasValue ? entry.refs : [];
    via ??= wayUp(refs, hit.wave.roots);
  }
  return steps;
}

/** From an entry's own refs, where the wave does not name it: the dependency through which a root reaches it. */
function wayUp(refs: readonly Ref[], roots: readonly string[]): string | null {
  const ref = refs.find((one) => roots.includes(guardId(one.guard)));
  return ref === undefined ? null : guardId((ref.via ?? ref.guard) as Guard);
}

const edgeOf = (guard: string): ExplainStep['edge'] => (guard.startsWith('tag:') ? 'tag' : null);

const iso = (ms: number): string => new Date(ms).toISOString();

function storeAway(key: string, error: unknown): Explanation {
  const told: Omit<Explanation, 'verdict'> = {
    key,
    type: typeOf(key),
    state: null,
    reason: 'store-unavailable',
    certain: true,
    doubt: error instanceof FreshetError ? error.message : null,
    since: null,
    refreshing: false,
    wave: null,
    rule: null,
    chain: [],
    failure: null,
    loadedAt: null,
    loadCostMs: null,
    waves: [],
    upstream: [],
    downstream: { total: 0, sample: [] },
    journalSince: null,
  };
  return { ...told, verdict: sayVerdict(told, 0) };
}
