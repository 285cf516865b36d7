import { tryEventInputSchema, type TryEventView } from '@/lib/contract';
import { parseInput } from '@/server/auth/parse-input';
import { plainEventSchema } from '@/server/events/plain';
import { checkDecision, decide } from '@/server/events/rules';
import { listRules } from '@/server/events/rule-store';
import { viewImpact } from './preview';
import { defineQuery } from './query';

/** What an event would do: the rules that match, what they name, and the impact of that. Nothing is run or kept. */
export const tryEvent = defineQuery({
  need: { role: 'viewer', scope: 'preview:write' },
  input: tryEventInputSchema,
  async read(context, input): Promise<TryEventView> {
    const { cache } = context;
    const event = parseInput(plainEventSchema, input.event);
    const decision = decide(await listRules(context), event, cache.targetsOf);
    checkDecision(decision);
    const { matched, skipped, keys, tags } = decision;
    if (keys.length + tags.length === 0)
      return { event, matched, skipped, targets: null, impact: null };
    const targets = { keys, tags };
    const impact = await viewImpact(context, targets, await cache.preview(targets));
    return { event, matched, skipped, targets, impact };
  },
});
