// The queue of warm work, and purges as jobs: an invalidation, and the warming after it.
import { z } from '@/lib/zod';
import { warmJobSchema } from './operations';
import { waveSchema } from './waves';

export const warmStates = ['waiting', 'active', 'delayed', 'failed', 'completed'] as const;

/** GET /api/v1/warms?state=active,failed: newest first. */
export const warmsQuerySchema = z.object({
  state: z
    .string()
    .max(100)
    .default(warmStates.join(','))
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(warmStates))),
  /** At most so many of each state. */
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const warmsPageSchema = z.object({ jobs: z.array(warmJobSchema) });
export type WarmsPage = z.infer<typeof warmsPageSchema>;
/** DELETE /api/v1/warms/{id}. `removed`: it had not begun. `stopping`: loads that run end, no other begins. */
export const abortWarmResultSchema = z.object({
  outcome: z.enum(['removed', 'stopping']),
  job: warmJobSchema,
  auditId: z.string(),
});
/** POST /api/v1/warms/{id}/retry */
export const retryWarmResultSchema = z.object({ job: warmJobSchema, auditId: z.string() });

/** GET /api/v1/warming */
export const warmingSchema = z.object({
  waiting: z.number(),
  active: z.number(),
  failed: z.number(),
  delayed: z.number(),
  paused: z.boolean(),
  perSecond: z.number().nullable(),
  loaders: z.array(z.string()),
  registered: z.array(z.object({ key: z.string(), entityType: z.string(), loader: z.string() })),
  registeredTotal: z.number(),
});
export type WarmingView = z.infer<typeof warmingSchema>;
/** PATCH /api/v1/warming */
export const setWarmingInputSchema = z
  .object({
    paused: z.boolean().optional(),
    /** Loads per second of the whole fleet; null: no limit. */
    perSecond: z.number().int().min(1).max(100_000).nullable().optional(),
  })
  .strict()
  .refine(
    (input) => input.paused !== undefined || input.perSecond !== undefined,
    'give paused or perSecond',
  );
export const setWarmingResultSchema = warmingSchema.extend({ auditId: z.string() });

/** GET /api/v1/purges/{id}: `id` is the wave's. */
export const purgeJobSchema = z.object({ wave: waveSchema, warm: warmJobSchema.nullable() });
export type PurgeJobView = z.infer<typeof purgeJobSchema>;
/** DELETE /api/v1/purges/{id}: ends the warming; what was invalidated stays so. */
export const abortPurgeResultSchema = purgeJobSchema.extend({ auditId: z.string() });
