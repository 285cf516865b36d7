import { z } from 'zod';
import type { RuleView } from '@/lib/contract';
import { Refusal } from '@/server/auth/refusal';
import { dropRule, findRule } from '@/server/events/rule-store';
import { audited } from './audited';

/** Ends a rule. The built-in one can only be switched off. */
export const deleteRule = audited({
  action: 'rule.delete',
  need: { role: 'admin', scope: 'admin' },
  input: z.object({ id: z.string().min(1).max(100) }).strict(),
  async plan(context, { id }) {
    const rule = await findRule(context, id);
    if (!rule) throw new Refusal('not-found', `There is no rule ${id}. It may have been deleted.`);
    if (rule.builtIn)
      throw new Refusal('built-in', 'The built-in rule cannot be deleted. Switch it off instead.');
    return { scope: { id, rule } };
  },
  async run(context, { id }): Promise<{ result: { rule: RuleView } }> {
    const rule = await findRule(context, id);
    if (!rule) throw new Refusal('not-found', `There is no rule ${id}. It may have been deleted.`);
    await dropRule(context, id);
    return { result: { rule } };
  },
});
