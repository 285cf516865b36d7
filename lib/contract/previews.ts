import { z } from '@/lib/zod';
import { keySchema, modeSchema, targetsSchema } from './common';
import { impactSchema } from './operations';
import { waveSchema } from './waves';

/** What happens to the things named; each becomes the event type that the shop would send. */
export const changeKinds = ['price', 'stock', 'content', 'created', 'deleted'] as const;
export const changeKindSchema = z.enum(changeKinds);
export type ChangeKind = z.infer<typeof changeKindSchema>;

/** Ids of one preview at most. */
export const maxIds = 10_000;
const controlCharacters = /[\u0000-\u001f\u007f]/;
export const idSchema = z
  .string()
  .trim()
  .min(1, 'an id is not empty')
  .max(300, 'an id has at most 300 characters')
  .refine((text) => !controlCharacters.test(text), 'an id has no control characters');
const entitySchema = z
  .string()
  .trim()
  .min(1, 'say what kind of thing changes, such as product')
  .max(100, 'a kind of thing has at most 100 characters')
  .refine((text) => !controlCharacters.test(text), 'it has no control characters');

export const changeSchema = z
  .object({
    /** `product` */
    entity: entitySchema,
    kind: changeKindSchema,
    ids: z
      .array(idSchema)
      .min(1, 'name at least one id')
      .max(maxIds, `a preview takes at most ${maxIds} ids: split the list`),
  })
  .strict();
export type ChangeInput = z.infer<typeof changeSchema>;

/** POST /api/v1/previews: things that change, or tags, keys and a prefix as a purge takes them. */
export const createPreviewInputSchema = z
  .object({ change: changeSchema.optional(), targets: targetsSchema.optional() })
  .strict()
  .refine(
    ({ change, targets }) => (change === undefined) !== (targets === undefined),
    'give either change or targets',
  );
export type CreatePreviewInput = z.infer<typeof createPreviewInputSchema>;

/** What a preview is about, in short. */
export const previewSubjectSchema = z.object({
  /** Null: tags, keys or a prefix were named, not things that change. */
  entity: z.string().nullable(),
  kind: changeKindSchema.nullable(),
  /** Ids, or targets. */
  count: z.number(),
  /** The first few. */
  sample: z.array(z.string()),
});
export type PreviewSubject = z.infer<typeof previewSubjectSchema>;

export const previewImpactSchema = impactSchema.omit({
  targets: true,
  emptyTargets: true,
  emptySample: true,
});
export type PreviewImpact = z.infer<typeof previewImpactSchema>;

/** GET /api/v1/previews/{id}: as it was computed then. */
export const previewSchema = z.object({
  id: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  createdBy: z.string(),
  subject: previewSubjectSchema,
  /** The text to type where the ladder asks for it. */
  scope: z.string(),
  /** Ids (or targets) that reach nothing cached, and the first of them. */
  unmatched: z.object({ count: z.number(), sample: z.array(z.string()) }),
  impact: previewImpactSchema,
  /** When nothing matched: what is cached under similar names. */
  hints: z.object({ types: z.array(z.string()), tags: z.array(z.string()) }).nullable(),
});
export type PreviewView = z.infer<typeof previewSchema>;
export const createPreviewResultSchema = z.object({ preview: previewSchema, auditId: z.string() });

/** GET /api/v1/previews/{id}/drift: what it would be now. */
export const previewDriftSchema = z.object({
  checkedAt: z.string(),
  seen: z.number(),
  now: z.number(),
  /** The same entries, no more and no less. */
  same: z.boolean(),
  /** Grown past the tolerance: applying it as it was seen is refused. */
  drifted: z.boolean(),
});
export type PreviewDrift = z.infer<typeof previewDriftSchema>;

/** POST /api/v1/previews/{id}/apply */
export const applyPreviewInputSchema = z
  .object({
    id: z.string().min(1).max(100),
    mode: modeSchema.optional(),
    reason: z.string().trim().max(500).optional(),
    confirm: z.string().max(600).optional(),
    /** Of the impact that was seen last; default: the preview's own. */
    fingerprint: z.string().max(100).optional(),
  })
  .strict();
export type ApplyPreviewInput = z.infer<typeof applyPreviewInputSchema>;
export const applyPreviewResultSchema = z.object({ wave: waveSchema, auditId: z.string() });
export type ApplyPreviewResult = z.infer<typeof applyPreviewResultSchema>;

/** POST /api/v1/previews/{id}/share */
export const sharePreviewInputSchema = z
  .object({
    id: z.string().min(1).max(100),
    expiresInHours: z.number().int().min(1).max(336).default(168),
  })
  .strict();
export const sharePreviewResultSchema = z.object({
  url: z.string(),
  expiresAt: z.string(),
  auditId: z.string(),
});

/** GET /api/v1/previews/{id}/affected?page= : a key, or the address of a page. */
export const affectedQuerySchema = z.object({
  id: z.string().min(1).max(100),
  page: z.string().trim().min(1, 'give a key or the address of a page').max(2000),
});
const affectedEntrySchema = z.object({
  key: z.string(),
  affected: z.boolean(),
  why: z.enum(['target', 'depends', 'independent', 'unlinked', 'not-cached']),
  path: z.array(z.string()),
  dependsOn: z.number(),
});
export type AffectedEntry = z.infer<typeof affectedEntrySchema>;
export const affectedSchema = z.object({
  page: z.string(),
  /** The cached entries that the page may be, the likeliest first; empty: nothing is cached under such a name. */
  entries: z.array(affectedEntrySchema),
  /** True when the key was given exactly. */
  exact: z.boolean(),
});
export type AffectedView = z.infer<typeof affectedSchema>;

/** GET /api/v1/find?search= */
export const findQuerySchema = z.object({
  search: z.string().trim().min(1).max(200),
  limit: z.coerce.number().int().min(1).max(50).default(8),
});
export const findSchema = z.object({
  keys: z.array(keySchema),
  tags: z.array(z.object({ tag: z.string(), members: z.number() })),
  /** There are more than these. */
  more: z.boolean(),
});
export type FindView = z.infer<typeof findSchema>;

/** GET /api/v1/survey: what is cached, by type. */
export const surveySchema = z.object({
  entries: z.number(),
  unlinked: z.number(),
  types: z.array(z.object({ type: z.string(), entries: z.number(), unlinked: z.number() })),
  ageMs: z.number(),
});
export type SurveyView = z.infer<typeof surveySchema>;

/** POST /api/v1/previews/read-list: a pasted or uploaded list. */
export const readListInputSchema = z
  .object({
    text: z.string().max(6_000_000, 'a list has at most 6,000,000 characters'),
    /** Heading or number (from 1) of the column with the ids; default: the likeliest. */
    column: z.string().max(200).optional(),
  })
  .strict();
export const listReadingSchema = z.object({
  ids: z.array(z.string()),
  /** Rows with an id, before repeats were left out. */
  rows: z.number(),
  duplicates: z.number(),
  blank: z.number(),
  /** Headings, or `Column 1`, … */
  columns: z.array(z.string()),
  column: z.string(),
  header: z.boolean(),
  /** What is wrong, by line, and what to do; the first few of `errorCount`. */
  errors: z.array(z.object({ line: z.number(), problem: z.string(), fix: z.string() })),
  errorCount: z.number(),
});
export type ListReading = z.infer<typeof listReadingSchema>;
