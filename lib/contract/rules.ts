import { z } from '@/lib/zod';
import { parseTemplate } from '../event-templates';

const pattern = (what: string) =>
  z
    .string()
    .trim()
    .min(1, `name the ${what}, or * for any`)
    .max(200)
    .refine((text) => text.split('*').length <= 2, 'use at most one *');

const template = z
  .string()
  .trim()
  .min(1)
  .max(512)
  .superRefine((text, context) => {
    const parsed = parseTemplate(text);
    if (typeof parsed === 'string') context.addIssue({ code: 'custom', message: parsed });
  });

/** POST /api/v1/rules, PUT /api/v1/rules/{id} */
export const ruleInputSchema = z
  .object({
    name: z.string().trim().min(1, 'give the rule a name').max(80),
    enabled: z.boolean().default(true),
    /** `product`, `product.*` or `*`. */
    entity: pattern('entity'),
    /** Empty: every type. */
    types: z.array(pattern('type')).max(50).default([]),
    keys: z.array(template).max(50).default([]),
    tags: z.array(template).max(50).default([]),
    /** Rules after it are not asked. */
    stop: z.boolean().default(false),
    /** Rules are asked in this order, smallest first. */
    position: z.number().int().min(0).max(10_000).default(100),
  })
  .strict()
  .refine((rule) => rule.keys.length + rule.tags.length > 0 || rule.stop, {
    message: 'give at least one key or tag, or let the rule stop the others',
    path: ['keys'],
  });
export type RuleInput = z.input<typeof ruleInputSchema>;
export type RuleFields = z.output<typeof ruleInputSchema>;

export const ruleSchema = z.object({
  id: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  entity: z.string(),
  types: z.array(z.string()),
  keys: z.array(z.string()),
  tags: z.array(z.string()),
  stop: z.boolean(),
  position: z.number(),
  /** The convention of the engine: it can be switched off and moved, not changed or deleted. */
  builtIn: z.boolean(),
  hits: z.number(),
  lastHitAt: z.string().nullable(),
  updatedBy: z.string(),
  updatedAt: z.string(),
});
export type RuleView = z.infer<typeof ruleSchema>;
/** GET /api/v1/rules */
export const rulesSchema = z.object({ rules: z.array(ruleSchema) });
export const ruleResultSchema = z.object({ rule: ruleSchema, auditId: z.string() });
/** PUT on the built-in rule takes these only. */
export const builtInRuleInputSchema = z
  .object({ enabled: z.boolean(), position: z.number().int().min(0).max(10_000) })
  .strict();
