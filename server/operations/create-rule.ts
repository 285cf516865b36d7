import { randomUUID } from 'node:crypto';
import { ruleInputSchema, type RuleView } from '@/lib/contract';
import { findRule, saveRule } from '@/server/events/rule-store';
import { audited } from './audited';

/** Makes a rule of the intake: from now on it takes part in what an event stands for. */
export const createRule = audited({
  action: 'rule.create',
  need: { role: 'admin', scope: 'admin' },
  input: ruleInputSchema,
  plan: (_context, rule) => ({ scope: rule }),
  async run(context, rule): Promise<{ result: { rule: RuleView }; detail: unknown }> {
    const id = randomUUID();
    await saveRule(context, id, rule, context.actor.name);
    const saved = await findRule(context, id);
    if (!saved) throw new Error(`The rule ${id} was not stored.`);
    return { result: { rule: saved }, detail: { ruleId: id } };
  },
});
