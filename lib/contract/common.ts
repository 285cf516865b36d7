import { z } from '@/lib/zod';

export const roles = ['viewer', 'operator', 'admin'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

export const scopes = [
  'events:write',
  'preview:write',
  'purge:selective',
  'purge:all',
  'warm:write',
  'graph:read',
  'entries:read',
  'entries:write',
  'audit:read',
  'admin',
] as const;
export const scopeSchema = z.enum(scopes);
export type Scope = z.infer<typeof scopeSchema>;

// Control characters are what is refused.
const controlCharacters = /[\u0000-\u001f\u007f]/;
/** The engine's rule for keys and tags: 1–512 bytes of UTF-8, no control characters. */
const name = (what: string) =>
  z
    .string()
    .min(1, `a ${what} has 1 to 512 bytes; this one is empty`)
    .refine(
      (text) => new TextEncoder().encode(text).length <= 512,
      `a ${what} has at most 512 bytes`,
    )
    .refine((text) => !controlCharacters.test(text), `a ${what} has no control characters`);
export const keySchema = name('key');
export const tagSchema = name('tag');

export const targetsSchema = z
  .object({
    tags: z.array(tagSchema).max(1000).optional(),
    keys: z.array(keySchema).max(10_000).optional(),
    prefix: keySchema.optional(),
  })
  .strict()
  .refine(
    (t) => (t.tags?.length ?? 0) + (t.keys?.length ?? 0) + (t.prefix ? 1 : 0) > 0,
    'name at least one tag, key or prefix',
  );
export type TargetsInput = z.infer<typeof targetsSchema>;

export const modeSchema = z.enum(['hard', 'soft']);
export const stateSchema = z.enum(['fresh', 'stale', 'loading', 'missing']);
export type EntryState = z.infer<typeof stateSchema>;
export const edgeKindSchema = z.enum(['tag', 'declared', 'captured']);

/** RFC 9457. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  instance: z.string().optional(),
  code: z.string(),
  requestId: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});
export type Problem = z.infer<typeof problemSchema>;
