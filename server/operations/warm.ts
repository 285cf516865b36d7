import { type TargetsInput, warmInputSchema, type WarmJobView } from '@/lib/contract';
import type { Context } from '@/server/auth/context';
import { Refusal } from '@/server/auth/refusal';
import { audited } from './audited';

const maxKeys = 10_000;
const pageSize = 1_000;

/** Asks the fleet to load what the targets name, dependencies first: keys, the members of tags, keys with a prefix. */
export const warm = audited({
  action: 'cache.warm',
  need: { role: 'operator', scope: 'warm:write' },
  input: warmInputSchema,
  plan: (_context, input) => ({ scope: { targets: input.targets }, reason: input.reason }),
  async run(context, input): Promise<{ result: { job: WarmJobView }; detail: unknown }> {
    const keys = await resolveKeys(context, input.targets);
    const reason = input.reason ?? `warmed by ${context.actor.name}`;
    const job = await context.cache.warm(keys, { reason });
    return { result: { job }, detail: { jobId: job.id, keys: keys.length } };
  },
});

async function resolveKeys({ cache }: Context, targets: TargetsInput): Promise<string[]> {
  const keys = new Set(targets.keys);
  // Members, not live entries: what a purge has just removed is what people want back.
  for (const tag of targets.tags ?? []) {
    let cursor: string | null = null;
    do {
      const page = await cache.tagMembers(tag, { limit: pageSize, ...(cursor && { cursor }) });
      for (const member of page.members) add(keys, member.key);
      cursor = page.cursor;
    } while (cursor !== null);
  }
  if (targets.prefix !== undefined) {
    const impact = await cache.preview({ prefix: targets.prefix }, { sampleLimit: maxKeys });
    for (const entry of impact.sample) if (entry.depth === 0) add(keys, entry.key);
  }
  return [...keys];
}

function add(keys: Set<string>, key: string): void {
  keys.add(key);
  if (keys.size > maxKeys)
    throw new Refusal(
      'too-many-keys',
      `A warm takes at most ${maxKeys} keys, and these targets name more. Choose narrower ones.`,
    );
}
