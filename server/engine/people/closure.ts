// Everything a wave from these guards would reach, in the order it would reach it: the walk of protocol.md
// (Invalidate 1) with the reading of one guard left to the caller, so that a preview and a wave share the plan.
import { FreshetError } from '../errors';
import { guardName, isTagGuard, keyGuard } from '../names';
import type { Guard, Member } from '../ports';
import { chunksOf, mapConcurrently } from './concurrent';

export interface Reached {
  /** 0 = a target itself, 1 = a direct dependent or a member of a target tag. The shortest way counts. */
  depth: number;
  /** The guard it was reached from; null for a target key itself. */
  via: Guard | null;
}

export interface ClosureRequest {
  guards: readonly Guard[];
  /** Dependents of one guard, in chunks; duplicates are harmless. */
  walk(guard: Guard): AsyncIterable<readonly Member[]>;
  /** Dependents of many guards at once; null for those that are to be walked. */
  look?(guards: readonly Guard[]): Promise<(readonly Member[] | null)[]>;
  /** Told what hangs on each of `guards`, as it is found. */
  onRoot?(guard: Guard, members: readonly Member[]): void;
  /** True when an entry may have declared a dependency on this key: then its own guard is walked too. */
  isDeclaredUpon(key: string): boolean;
  /** Keys at most; more throws `plan-too-large`. */
  limit: number;
}

/** Guards of one level walked at once, and looked at together. */
const WALKS_AT_ONCE = 16;
const LOOKS_AT_ONCE = 4;
const GUARDS_PER_LOOK = 500;

/** Walks level by level; cycles end because a key's guard is walked once, at its shortest depth. */
export async function walkClosure(request: ClosureRequest): Promise<Map<string, Reached>> {
  const reached = new Map<string, Reached>();
  const walked = new Set<Guard>();
  const levels: Guard[][] = [[...new Set(request.guards)]];
  for (const guard of levels[0] ?? [])
    if (!isTagGuard(guard)) reached.set(guardName(guard), { depth: 0, via: null });

  const take = (guard: Guard, base: number, members: readonly Member[]) => {
    for (const member of members) {
      const depth = base + Math.max(1, member.depth);
      const before = reached.get(member.key);
      if (before && before.depth <= depth) continue;
      reached.set(member.key, { depth, via: guard });
      if (reached.size > request.limit) throw tooLarge(request.limit);
      if (request.isDeclaredUpon(member.key)) (levels[depth] ??= []).push(keyGuard(member.key));
    }
  };
  // A member lies at least one step below its guard: when a level's turn comes, its depths are final. A key that
  // was found deeper first waits in two levels and is walked in the shallower one.
  for (let base = 0; base < levels.length; base++) {
    const guards = (levels[base] ?? []).filter((guard) => !walked.has(guard) && walked.add(guard));
    const found = (guard: Guard, members: readonly Member[]) => {
      take(guard, base, members);
      if (base === 0) request.onRoot?.(guard, members);
    };
    const large = request.look ? await lookAt(guards, request.look, found) : guards;
    await mapConcurrently(large, WALKS_AT_ONCE, async (guard) => {
      for await (const members of request.walk(guard)) found(guard, members);
    });
  }
  return reached;
}

/** Looks at small guards many at a time; returns those that are too large for it. */
async function lookAt(
  guards: readonly Guard[],
  look: NonNullable<ClosureRequest['look']>,
  found: (guard: Guard, members: readonly Member[]) => void,
): Promise<Guard[]> {
  const large: Guard[] = [];
  await mapConcurrently(chunksOf(guards, GUARDS_PER_LOOK), LOOKS_AT_ONCE, async (chunk) => {
    const lists = await look(chunk);
    chunk.forEach((guard, i) => {
      const members = lists[i];
      if (members) found(guard, members);
      else large.push(guard);
    });
  });
  return large;
}

function tooLarge(limit: number): FreshetError {
  return new FreshetError(
    'plan-too-large',
    `more than ${limit.toLocaleString('en')} entries hang on these targets: name narrower targets, or invalidate the whole namespace`,
    { details: { limit } },
  );
}
