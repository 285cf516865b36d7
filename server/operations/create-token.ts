import { createTokenInputSchema, type TokenView } from '@/lib/contract';
import { createToken as storeToken } from '@/server/auth/tokens';
import { audited } from './audited';

const dayMs = 86_400_000;

/** Makes an API token; the answer is the only time its secret is shown. */
export const createToken = audited({
  action: 'token.create',
  need: { role: 'admin', scope: 'admin' },
  input: createTokenInputSchema,
  plan: (_context, { name, scopes, expiresInDays }) => ({ scope: { name, scopes, expiresInDays } }),
  async run(
    { db, actor },
    { name, scopes, expiresInDays },
  ): Promise<{ result: { token: TokenView; secret: string }; detail: unknown }> {
    const result = await storeToken(db, {
      name,
      scopes,
      createdBy: actor.name,
      expiresAt: expiresInDays === null ? null : new Date(Date.now() + expiresInDays * dayMs),
    });
    return { result, detail: { tokenId: result.token.id, expiresAt: result.token.expiresAt } };
  },
});
