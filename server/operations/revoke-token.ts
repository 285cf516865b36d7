import { z } from 'zod';
import type { TokenView } from '@/lib/contract';
import { Refusal } from '@/server/auth/refusal';
import { findToken, revokeToken as endToken } from '@/server/auth/tokens';
import { audited } from './audited';

const notFound = (id: string) => new Refusal('not-found', `There is no token ${id}.`);

/** Ends an API token at once. */
export const revokeToken = audited({
  action: 'token.revoke',
  need: { role: 'admin', scope: 'admin' },
  input: z.object({ id: z.string().min(1).max(100) }).strict(),
  async plan({ db }, { id }) {
    const token = await findToken(db, id);
    if (!token) throw notFound(id);
    return { scope: { id, name: token.name } };
  },
  async run({ db }, { id }): Promise<{ result: { token: TokenView } }> {
    const token = await endToken(db, id);
    if (!token) throw notFound(id);
    return { result: { token } };
  },
});
