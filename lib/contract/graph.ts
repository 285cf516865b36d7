import { z } from '@/lib/zod';
import { edgeKindSchema, stateSchema } from './common';

/** Checked where it is used, by the parser that points at the character (lib/selectors). */
const selectSchema = z.string().min(1).max(4000);

/** GET /api/v1/graph: all types, or `focus` with depths, or `select` (lib/selectors). */
export const graphQuerySchema = z.object({
  focus: z
    .string()
    .max(600)
    .regex(/^(tag|key):/, 'a focus is tag:<tag> or key:<key>')
    .optional(),
  select: selectSchema.optional(),
  up: z.coerce.number().int().min(0).max(5).default(1),
  down: z.coerce.number().int().min(0).max(5).default(1),
  budget: z.coerce.number().int().min(10).max(800).default(200),
  fold: z.coerce.number().int().min(1).max(800).default(12),
});
export type GraphQueryInput = z.infer<typeof graphQuerySchema>;
export const graphNodeSchema = z.object({
  id: z.string(),
  kind: z.enum(['type', 'tag-family', 'tag', 'entry', 'fold']),
  label: z.string(),
  type: z.string(),
  count: z.number(),
  stale: z.number(),
  state: stateSchema.nullable(),
  ttlLeftMs: z.number().nullable(),
  hitRatio: z.number().nullable(),
  readsPerMin: z.number(),
  fanOut: z.number(),
  level: z.number(),
});
export type GraphNodeView = z.infer<typeof graphNodeSchema>;
export const graphEdgeSchema = z.object({
  source: z.string(),
  target: z.string(),
  kind: edgeKindSchema,
  count: z.number(),
});
export type GraphEdgeView = z.infer<typeof graphEdgeSchema>;
export const graphViewSchema = z.object({
  level: z.enum(['type', 'key']),
  focus: z.string().nullable(),
  nodes: z.array(graphNodeSchema),
  edges: z.array(graphEdgeSchema),
  totalNodes: z.number(),
  totalEdges: z.number(),
  folded: z.array(
    z.object({ parent: z.string(), hidden: z.number(), reason: z.enum(['fan-out', 'budget']) }),
  ),
  snapshotAgeMs: z.number().nullable(),
  /** The selector that was drawn, as it was written. */
  select: z.string().nullable(),
  /** Entries beyond what the index holds: a selection does not see them. */
  unseen: z.number(),
});
export type GraphViewModel = z.infer<typeof graphViewSchema>;

/** GET /api/v1/graph/count?select= */
export const graphCountQuerySchema = z.object({ select: selectSchema });
export const graphCountSchema = z.object({
  total: z.number(),
  tags: z.number(),
  byType: z.array(z.object({ type: z.string(), count: z.number() })),
  /** What each part means by itself, in the order written. */
  parts: z.array(z.array(z.number())),
  snapshotAgeMs: z.number(),
  unseen: z.number(),
});
export type GraphCount = z.infer<typeof graphCountSchema>;
