import { z } from '@/lib/zod';
import { stateSchema } from './common';

/** GET /api/v1/stats?windowMs=&stepMs= */
export const statsQuerySchema = z.object({
  windowMs: z.coerce
    .number()
    .int()
    .min(60_000)
    .max(7 * 86_400_000)
    .default(3_600_000),
  stepMs: z.coerce.number().int().min(10_000).optional(),
  tags: z.coerce.number().int().min(0).max(500).default(0),
});
/** Read from buckets: within a tenth of what was measured. */
export const quantilesSchema = z.object({
  count: z.number(),
  p50Ms: z.number(),
  p95Ms: z.number(),
  p99Ms: z.number(),
});
export type QuantilesView = z.infer<typeof quantilesSchema>;
const counters = {
  hits: z.number(),
  misses: z.number(),
  staleServes: z.number(),
  waves: z.number(),
  invalidations: z.number(),
  warmings: z.number(),
  loads: z.number(),
  loadFailures: z.number(),
  loadsCollapsed: z.number(),
  storeErrors: z.number(),
  loadMs: z.number(),
  /** Values loaded again after a wave, where the value before was known, and how many were the same. */
  reloaded: z.number(),
  wasted: z.number(),
  missesByReason: z.record(z.string(), z.number()),
};
const times = {
  loadTime: quantilesSchema.nullable(),
  /** From a change until what it took away was stored anew. */
  freshTime: quantilesSchema.nullable(),
};
export const statsPointSchema = z.object({ ...counters, ...times, at: z.string() });
export type StatsPointView = z.infer<typeof statsPointSchema>;
export const statsSchema = z.object({
  ...counters,
  ...times,
  hitRatio: z.number().nullable(),
  windowMs: z.number(),
  stepMs: z.number(),
  series: z.array(statsPointSchema),
  families: z.array(
    z.object({
      family: z.string(),
      hits: z.number(),
      misses: z.number(),
      staleServes: z.number(),
      loads: z.number(),
      reloaded: z.number(),
      wasted: z.number(),
      loadTime: quantilesSchema.nullable(),
    }),
  ),
  hotKeys: z.array(z.object({ key: z.string(), reads: z.number() })),
  /** With `tags=N`: the tags most often invalidated in 24 h. */
  tags: z.array(
    z.object({
      tag: z.string(),
      waves: z.number(),
      entries: z.number(),
      reloaded: z.number(),
      wasted: z.number(),
    }),
  ),
});
export type StatsView = z.infer<typeof statsSchema>;

/** GET /api/v1/tags */
export const tagsQuerySchema = z.object({
  search: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(5000).default(500),
  /** `true`: with what hangs on each tag now and what purges did with it in the last day. */
  usage: z.stringbool().default(false),
  /** `never` purged, purges that all matched nothing, or with members whose entry is gone. */
  show: z.enum(['all', 'never', 'unmatched', 'orphans']).default('all'),
});
export const tagUsageSchema = z.object({
  live: z.number(),
  orphaned: z.number(),
  sizeBytes: z.number(),
  purges: z.object({ count: z.number(), invalidated: z.number(), unmatched: z.number() }),
});
export const tagsPageSchema = z.object({
  tags: z.array(
    z.object({
      tag: z.string(),
      members: z.number(),
      lastInvalidatedAt: z.string().nullable(),
      usage: tagUsageSchema.nullable(),
      /** For a tag whose purges all matched nothing: tags in use that are spelled nearly like it. */
      near: z.array(z.string()),
    }),
  ),
  total: z.number(),
  /** How far back purges are counted, over how many waves, and the age of the counts. */
  usage: z.object({ sinceAt: z.string(), waves: z.number(), snapshotAgeMs: z.number() }).nullable(),
});
export type TagsPage = z.infer<typeof tagsPageSchema>;

/** GET /api/v1/tags/{tag}/members */
export const membersQuerySchema = z.object({
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});
export const membersPageSchema = z.object({
  members: z.array(
    z.object({
      key: z.string(),
      type: z.string(),
      depth: z.number(),
      state: stateSchema,
      ttlLeftMs: z.number().nullable(),
      sizeBytes: z.number(),
    }),
  ),
  total: z.number(),
  cursor: z.string().nullable(),
});
export type MembersPage = z.infer<typeof membersPageSchema>;

/** GET /api/v1/audit */
export const auditQuerySchema = z.object({
  search: z.string().max(200).optional(),
  action: z.string().max(60).optional(),
  outcome: z.enum(['done', 'refused', 'failed', 'unknown']).optional(),
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const auditRowSchema = z.object({
  id: z.string(),
  /** Position in the chain; cursor for `before`. */
  seq: z.number(),
  at: z.string(),
  actor: z.object({
    kind: z.enum(['user', 'token', 'system']),
    id: z.string(),
    name: z.string(),
    role: z.string(),
    via: z.string(),
  }),
  /** `entity.verb`: `cache.purge`, `cache.warm`, `event.accept`, `user.create`… */
  action: z.string(),
  scope: z.unknown(),
  impact: z.unknown().nullable(),
  reason: z.string().nullable(),
  /** `unknown`: an intent was recorded and no outcome followed. */
  outcome: z.enum(['done', 'refused', 'failed', 'unknown']),
  detail: z.unknown().nullable(),
  requestId: z.string(),
  waveId: z.string().nullable(),
});
export type AuditRowView = z.infer<typeof auditRowSchema>;
export const auditPageSchema = z.object({
  rows: z.array(auditRowSchema),
  cursor: z.number().nullable(),
  total: z.number(),
});
export type AuditPage = z.infer<typeof auditPageSchema>;
/** GET /api/v1/audit/export.csv and .jsonl: the same filters, everything that fits. */
export const auditExportQuerySchema = auditQuerySchema.omit({ before: true, limit: true });
/** GET /api/v1/audit/actions: every action that is on record. */
export const auditActionsSchema = z.object({ actions: z.array(z.string()) });
export const chainCheckSchema = z.object({
  ok: z.boolean(),
  rows: z.number(),
  firstBad: z.object({ seq: z.number(), why: z.string() }).nullable(),
});
export type ChainCheck = z.infer<typeof chainCheckSchema>;

/** The signed-in person, for the shell. */
export const sessionSchema = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(['viewer', 'operator', 'admin']),
});
export type SessionView = z.infer<typeof sessionSchema>;

export const healthSchema = z.object({
  ok: z.boolean(),
  redis: z.object({
    ok: z.boolean(),
    topology: z.enum(['standalone', 'cluster']),
    version: z.string().nullable(),
    evictionPolicy: z.string().nullable(),
    latencyMs: z.number().nullable(),
    usedMemoryBytes: z.number().nullable(),
    error: z.string().nullable(),
  }),
  database: z.object({
    ok: z.boolean(),
    kind: z.enum(['sqlite', 'postgres']),
    error: z.string().nullable(),
  }),
  namespace: z.string(),
});
export type HealthView = z.infer<typeof healthSchema>;
