import { z } from '@/lib/zod';
import { scopeSchema } from './common';

/** POST /api/v1/tokens */
export const createTokenInputSchema = z
  .object({
    name: z.string().trim().min(1).max(80),
    scopes: z.array(scopeSchema).min(1),
    /** Default 90; null: never. */
    expiresInDays: z.number().int().min(1).max(3650).nullable().default(90),
  })
  .strict();
export type CreateTokenInput = z.input<typeof createTokenInputSchema>;

export const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(scopeSchema),
  createdBy: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
export type TokenView = z.infer<typeof tokenSchema>;
/** GET /api/v1/tokens */
export const tokensPageSchema = z.object({ tokens: z.array(tokenSchema) });
/** `secret` is shown this once and never again. */
export const createTokenResultSchema = z.object({
  token: tokenSchema,
  secret: z.string(),
  auditId: z.string(),
});
/** DELETE /api/v1/tokens/{id} */
export const revokeTokenResultSchema = z.object({ token: tokenSchema, auditId: z.string() });
