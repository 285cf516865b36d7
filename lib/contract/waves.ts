import { z } from '@/lib/zod';
import { modeSchema } from './common';

export const waveLevelSchema = z.object({
  depth: z.number(),
  count: z.number(),
  /** When its first and last entry were known to be invalidated, ms from the wave's start. */
  fromMs: z.number().optional(),
  toMs: z.number().optional(),
});
/** Text that can be a part of a key: half of a surrogate pair has no UTF-8, and no address. */
const eventText = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .refine(
      (text) => !/\p{Cs}/u.test(text),
      'it is not well-formed Unicode: it holds half of a surrogate pair',
    );

export const changeEventSchema = z
  .object({
    type: eventText(100),
    entity: eventText(200),
    id: z.union([eventText(300), z.number()]),
    tags: z.array(eventText(512)).max(1000).optional(),
    version: z.number().optional(),
    time: z.union([z.string(), z.number()]).optional(),
    eventId: eventText(200).optional(),
    settleMs: z.number().int().min(0).max(60_000).optional(),
  })
  .strict();
export type ChangeEventInput = z.infer<typeof changeEventSchema>;

export const waveCauseSchema = z.object({
  kind: z.enum(['call', 'event', 'purge', 'schedule', 'replay']),
  reason: z.string().optional(),
  actor: z.string().optional(),
  source: z.string().optional(),
  event: changeEventSchema.optional(),
});
export const touchedSchema = z.object({
  key: z.string(),
  depth: z.number(),
  via: z.string().nullable(),
});

/** A wave as the journal keeps it. */
export const waveSchema = z.object({
  id: z.string(),
  position: z.string(),
  state: z.enum(['running', 'complete']),
  attempts: z.number(),
  sequence: z.number(),
  cause: waveCauseSchema,
  roots: z.array(z.string()),
  mode: z.union([modeSchema, z.literal('default')]),
  invalidated: z.number(),
  /** Of these, how many a marker alone invalidated: counted by their edges, without a look at each. */
  byMarker: z.number().optional(),
  levels: z.array(waveLevelSchema),
  zeroMatch: z.boolean(),
  durationMs: z.number(),
  warmQueued: z.number(),
  startedAt: z.string(),
  touched: z.array(touchedSchema),
  touchedTotal: z.number(),
});
export type WaveView = z.infer<typeof waveSchema>;

/** `event: wave` on the stream; `id:` is the journal position for finished waves. */
export const waveNoticeSchema = z.object({
  id: z.string(),
  sequence: z.number(),
  phase: z.enum(['started', 'finished']),
  cause: waveCauseSchema,
  roots: z.array(z.string()),
  mode: z.union([modeSchema, z.literal('default')]),
  invalidated: z.number(),
  levels: z.array(waveLevelSchema),
  durationMs: z.number(),
  touched: z.array(touchedSchema),
  touchedTotal: z.number(),
  startedAt: z.string(),
  position: z.string().optional(),
});
export type WaveNotice = z.infer<typeof waveNoticeSchema>;

export const waveCauseKinds = waveCauseSchema.shape.kind.options;
/** GET /api/v1/waves: newest first; with filters, a page looks through a part of the journal and says how far it came. */
export const wavesQuerySchema = z.object({
  before: z.string().max(64).optional(),
  after: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cause: waveCauseSchema.shape.kind.optional(),
  mode: waveSchema.shape.mode.optional(),
  /** `none`: only waves that found nothing cached. */
  match: z.enum(['none', 'some']).optional(),
  /** In the cause (reason, actor, event), the targets or the id; letter case does not count. */
  search: z.string().max(200).optional(),
});
export const wavesPageSchema = z.object({
  /** Without `touched`: the wave's own answer has it. */
  waves: z.array(waveSchema),
  cursor: z.string().nullable(),
  /** Waves looked at for this page. */
  searched: z.number(),
});
export type WavesPage = z.infer<typeof wavesPageSchema>;
