import { act, read } from '@/server/http/handle';
import { createToken } from '@/server/operations/create-token';
import { getTokens } from '@/server/queries/tokens';

export const GET = read(getTokens);
// No Idempotency-Key: keeping the answer for repeats would keep the secret.
export const POST = act(createToken, { key: 'none', status: 201 });
