import { z } from '@/lib/zod';
import { edgeKindSchema, modeSchema, stateSchema, targetsSchema } from './common';
import { waveLevelSchema, waveSchema } from './waves';

/** POST /api/v1/purges */
export const purgeInputSchema = z
  .object({
    targets: targetsSchema,
    mode: modeSchema.optional(),
    reason: z.string().trim().max(500).optional(),
    /** From the preview the person saw; when the impact has grown past the tolerance the answer is 409. */
    fingerprint: z.string().max(100).optional(),
    /** Loads so many of the busiest entries it reached again, right after it. */
    warmBusiest: z.number().int().min(1).max(1000).optional(),
    /** The scope typed by hand, for more than 10,000 entries (lib/confirm-ladder.ts says which text). */
    confirm: z.string().max(600).optional(),
  })
  .strict();
export type PurgeInput = z.infer<typeof purgeInputSchema>;

/** POST /api/v1/warms */
export const warmInputSchema = z
  .object({
    targets: targetsSchema,
    reason: z.string().trim().max(500).optional(),
  })
  .strict();
export type WarmInput = z.infer<typeof warmInputSchema>;
export const warmReportSchema = z.object({
  id: z.string(),
  total: z.number(),
  warmed: z.number(),
  skipped: z.number(),
  failed: z.array(z.object({ key: z.string(), error: z.string() })),
  unloadable: z.array(z.string()),
  cancelled: z.number(),
  durationMs: z.number(),
});
export const warmJobSchema = z.object({
  id: z.string(),
  state: z.enum(['waiting', 'active', 'completed', 'failed', 'delayed']),
  total: z.number(),
  done: z.number(),
  report: warmReportSchema.nullable(),
  error: z.string().nullable(),
  about: z
    .object({
      reason: z.string(),
      waveId: z.string().nullable(),
      createdAt: z.string(),
      endedAt: z.string().nullable(),
      attempts: z.number(),
    })
    .optional(),
});
export type WarmJobView = z.infer<typeof warmJobSchema>;
export const warmResultSchema = z.object({ job: warmJobSchema, auditId: z.string() });

/** What POST /api/v1/purges answers: 202 while entries are being warmed after it. */
export const purgeResultSchema = z.object({
  wave: waveSchema,
  warm: warmJobSchema.nullable(),
  auditId: z.string(),
});
export type PurgeResult = z.infer<typeof purgeResultSchema>;

/** POST /api/v1/previews, and the preview server action. */
export const previewInputSchema = z.object({ targets: targetsSchema }).strict();
export type PreviewInput = z.infer<typeof previewInputSchema>;
/** What has to be said before a purge of this impact runs (lib/confirm-ladder.ts). */
export const confirmRulesSchema = z.object({
  reasonAbove: z.number(),
  typedAbove: z.number(),
  /** Tags among the targets that are protected: they always ask for the scope. */
  protectedTags: z.array(z.string()),
});
export const impactEntrySchema = z.object({
  key: z.string(),
  type: z.string(),
  depth: z.number(),
  via: z.string().nullable(),
  /** Guards from a target to `via`. */
  path: z.array(z.string()),
  kind: edgeKindSchema.nullable(),
  state: stateSchema,
  reads: z.number(),
  loadCostMs: z.number(),
});
export type ImpactEntryView = z.infer<typeof impactEntrySchema>;
export const impactSchema = z.object({
  targets: targetsSchema,
  total: z.number(),
  levels: z.array(waveLevelSchema),
  byType: z.array(
    z.object({
      type: z.string(),
      count: z.number(),
      loadCostMs: z.number(),
      reads: z.number(),
    }),
  ),
  trafficShare: z.number(),
  loadCostMs: z.number(),
  /** Entries whose load was never measured: `loadCostMs` holds nothing for them. */
  unmeasured: z.number(),
  warmable: z.number(),
  warmCostMs: z.number(),
  /** Reached, but no longer live: not in `total`. */
  gone: z.number(),
  /** Targets that reach nothing live, and some of them. */
  emptyTargets: z.number(),
  emptySample: z.array(z.string()),
  /** Live entries of the namespace, and those among them of which nothing is known; null when not looked for. */
  surveyed: z.number().nullable(),
  unknown: z.number().nullable(),
  sample: z.array(impactEntrySchema),
  fingerprint: z.string(),
  durationMs: z.number(),
  confirm: confirmRulesSchema,
});
export type ImpactView = z.infer<typeof impactSchema>;

export const entrySchema = z.object({
  key: z.string(),
  type: z.string(),
  state: stateSchema,
  ageMs: z.number().nullable(),
  ttlLeftMs: z.number().nullable(),
  goneInMs: z.number().nullable(),
  sizeBytes: z.number(),
  loadCostMs: z.number(),
  onInvalidate: modeSchema,
  dependsOn: z.array(z.object({ guard: z.string(), kind: edgeKindSchema, depth: z.number() })),
});
export type EntryView = z.infer<typeof entrySchema>;
