import { z } from '@/lib/zod';
import { modeSchema } from './common';
import { previewSubjectSchema } from './previews';

/**
 * `held`: its time came and it was not run, because it would have reached further than was confirmed, or whoever made it
 * may no longer purge. The note says which.
 */
export const scheduleStates = [
  'waiting',
  'running',
  'done',
  'failed',
  'held',
  'cancelled',
] as const;
export const scheduleStateSchema = z.enum(scheduleStates);

/** POST /api/v1/schedules */
export const createScheduleInputSchema = z
  .object({
    previewId: z.string().min(1).max(100),
    /** With zone: `2026-11-27T22:00:00Z`, `2026-11-27T23:00:00+01:00`. */
    runAt: z.iso.datetime({ offset: true, message: 'give an instant with its zone, such as …Z' }),
    mode: modeSchema.optional(),
    reason: z.string().trim().max(500).optional(),
    confirm: z.string().max(600).optional(),
    fingerprint: z.string().max(100).optional(),
  })
  .strict();
export type CreateScheduleInput = z.infer<typeof createScheduleInputSchema>;

export const scheduleSchema = z.object({
  id: z.string(),
  previewId: z.string(),
  /** UTC. */
  runAt: z.string(),
  state: scheduleStateSchema,
  subject: previewSubjectSchema,
  mode: z.union([modeSchema, z.literal('default')]),
  reason: z.string().nullable(),
  /** Entries that the preview showed. */
  seen: z.number(),
  createdAt: z.string(),
  createdBy: z.string(),
  attempts: z.number(),
  finishedAt: z.string().nullable(),
  waveId: z.string().nullable(),
  invalidated: z.number().nullable(),
  /** Why it failed, waits longer, or was held. */
  note: z.string().nullable(),
});
export type ScheduleView = z.infer<typeof scheduleSchema>;
export const scheduleResultSchema = z.object({ schedule: scheduleSchema, auditId: z.string() });

/** GET /api/v1/schedules?state=&limit= : what is still to come first, then the latest. */
export const schedulesQuerySchema = z.object({
  state: scheduleStateSchema.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const schedulesPageSchema = z.object({
  schedules: z.array(scheduleSchema),
  total: z.number(),
});
export type SchedulesPage = z.infer<typeof schedulesPageSchema>;
