import { z } from 'zod';
import { builtInRuleInputSchema, ruleInputSchema, type RuleView } from '@/lib/contract';
import type { Context } from '@/server/auth/context';
import { parseInput } from '@/server/auth/parse-input';
import { Refusal } from '@/server/auth/refusal';
import { findRule, moveRule, saveRule } from '@/server/events/rule-store';
import { audited } from './audited';

const inputSchema = z.object({ id: z.string().min(1).max(100), rule: z.unknown() });

/** Changes a rule; of the built-in one only whether it is on and where it stands. */
export const updateRule = audited({
  action: 'rule.update',
  need: { role: 'admin', scope: 'admin' },
  input: inputSchema,
  async plan(context, { id, rule }) {
    const before = await requireRule(context, id);
    parseInput(before.builtIn ? builtInRuleInputSchema : ruleInputSchema, rule);
    return { scope: { id, before: fieldsOf(before), after: rule } };
  },
  async run(context, { id, rule }): Promise<{ result: { rule: RuleView } }> {
    const { name } = context.actor;
    const before = await requireRule(context, id);
    if (before.builtIn) await moveRule(context, id, parseInput(builtInRuleInputSchema, rule), name);
    else await saveRule(context, id, parseInput(ruleInputSchema, rule), name);
    return { result: { rule: await requireRule(context, id) } };
  },
});

async function requireRule(context: Context, id: string): Promise<RuleView> {
  const rule = await findRule(context, id);
  if (!rule) throw new Refusal('not-found', `There is no rule ${id}. It may have been deleted.`);
  return rule;
}

function fieldsOf({
  hits: _hits,
  lastHitAt: _at,
  updatedAt: _when,
  updatedBy: _by,
  ...fields
}: RuleView) {
  return fields;
}
