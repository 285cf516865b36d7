// Entries: the table, one entry's value, and why it is as it is.
import { z } from '@/lib/zod';
import {
  edgeKindSchema,
  keySchema,
  modeSchema,
  stateSchema,
  tagSchema,
  targetsSchema,
} from './common';
import { entrySchema } from './operations';
import { waveCauseSchema, waveSchema } from './waves';

const filters = {
  type: z.string().min(1).max(512).optional(),
  tag: tagSchema.optional(),
  state: z.enum(['fresh', 'stale', 'loading']).optional(),
  prefix: keySchema.optional(),
  /** Text anywhere in the key. */
  search: z.string().max(200).optional(),
};
export const entrySorts = ['key', 'size', 'age', 'ttl', 'cost', 'reads'] as const;
export type EntrySortName = (typeof entrySorts)[number];

/** GET /api/v1/entries */
export const entriesQuerySchema = z.object({
  ...filters,
  sort: z.enum(entrySorts).default('key'),
  order: z.enum(['asc', 'desc']).default('asc'),
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
export const entryRowSchema = z.object({
  key: z.string(),
  type: z.string(),
  state: stateSchema,
  ageMs: z.number().nullable(),
  ttlLeftMs: z.number().nullable(),
  sizeBytes: z.number(),
  loadCostMs: z.number(),
  tags: z.array(z.string()),
  fanIn: z.number(),
  fanOut: z.number(),
  reads: z.number(),
  lastWave: z.object({ id: z.string(), at: z.string(), cause: waveCauseSchema }).nullable(),
});
export type EntryRowView = z.infer<typeof entryRowSchema>;
export const entriesPageSchema = z.object({
  entries: z.array(entryRowSchema),
  total: z.number(),
  indexed: z.number(),
  cursor: z.string().nullable(),
  snapshotAgeMs: z.number(),
});
export type EntriesPageView = z.infer<typeof entriesPageSchema>;

/** GET /api/v1/entry-groups */
export const entryGroupsQuerySchema = z.object({
  ...filters,
  by: z.enum(['type', 'tag']),
  limit: z.coerce.number().int().min(1).max(5000).default(200),
});
export const entryGroupsSchema = z.object({
  groups: z.array(
    z.object({ name: z.string(), count: z.number(), stale: z.number(), sizeBytes: z.number() }),
  ),
  total: z.number(),
  snapshotAgeMs: z.number(),
});
export type EntryGroupsView = z.infer<typeof entryGroupsSchema>;

/** GET /api/v1/entry-selection: targets that stand for all entries that match. */
export const entrySelectionQuerySchema = z.object(filters);
export const entrySelectionSchema = z.object({
  /** Null when nothing matches, or more than targets can name. */
  targets: targetsSchema.nullable(),
  total: z.number(),
});

/** GET /api/v1/entries/{key}: `value` for tokens only; people reveal it. */
export const entryAnswerSchema = entrySchema.extend({
  value: z.unknown().optional(),
  masked: z.number().optional(),
});
/** POST /api/v1/entries/{key}/reveal */
export const revealResultSchema = z.object({
  value: z.unknown(),
  state: stateSchema,
  /** Fields that stay hidden. */
  masked: z.number(),
  auditId: z.string(),
});
export type RevealResult = z.infer<typeof revealResultSchema>;
/** PUT /api/v1/entries/{key} */
export const putEntryInputSchema = z
  .object({
    key: keySchema,
    value: z.unknown().refine((value) => value !== undefined, 'give a value; null is one'),
    /** Seconds. */
    ttl: z.number().positive().max(315_360_000).optional(),
    swr: z.number().min(0).max(315_360_000).optional(),
    tags: z.array(tagSchema).max(1000).optional(),
    dependencies: z.array(keySchema).max(1000).optional(),
    onInvalidate: modeSchema.optional(),
  })
  .strict();
export const putEntryResultSchema = z.object({
  /** False: an invalidation arrived meanwhile, so the value was not stored. */
  stored: z.boolean(),
  auditId: z.string(),
});
/** DELETE /api/v1/entries/{key} */
export const deleteEntryInputSchema = z
  .object({
    key: keySchema,
    mode: modeSchema.default('hard'),
    /** Of people, as the confirm ladder asks. */
    reason: z.string().trim().max(500).optional(),
    confirm: z.string().max(600).optional(),
  })
  .strict();
export const deleteEntryResultSchema = z.object({ wave: waveSchema, auditId: z.string() });

const touchingWaveSchema = z.object({
  id: z.string(),
  sequence: z.number(),
  at: z.string(),
  cause: waveCauseSchema,
  roots: z.array(z.string()),
  mode: z.union([modeSchema, z.literal('default')]),
  depth: z.number().nullable(),
});
export type TouchingWaveView = z.infer<typeof touchingWaveSchema>;
/** GET /api/v1/entries/{key}/explain */
export const explanationSchema = z.object({
  key: z.string(),
  type: z.string(),
  state: stateSchema.nullable(),
  reason: z
    .enum([
      'cold',
      'expired',
      'invalidated-key',
      'invalidated-tag',
      'invalidated-dependency',
      'evicted',
      'loader-failed',
      'store-unavailable',
      'bypass',
    ])
    .nullable(),
  certain: z.boolean(),
  doubt: z.string().nullable(),
  verdict: z.string(),
  since: z.string().nullable(),
  refreshing: z.boolean(),
  wave: touchingWaveSchema.nullable(),
  rule: z.string().nullable(),
  chain: z.array(z.object({ guard: z.string(), edge: edgeKindSchema.nullable() })),
  failure: z
    .object({
      at: z.string(),
      outcome: z.enum(['failed', 'uncached']),
      error: z.string().nullable(),
    })
    .nullable(),
  loadedAt: z.string().nullable(),
  loadCostMs: z.number().nullable(),
  waves: z.array(touchingWaveSchema),
  upstream: z.array(
    z.object({
      guard: z.string(),
      kind: edgeKindSchema,
      depth: z.number(),
      invalidatedAt: z.string().nullable(),
    }),
  ),
  downstream: z.object({
    total: z.number(),
    sample: z.array(z.object({ key: z.string(), depth: z.number() })),
  }),
  journalSince: z.string().nullable(),
});
export type ExplanationView = z.infer<typeof explanationSchema>;
