import { z } from 'zod';
import { listTokens } from '@/server/auth/tokens';
import { defineQuery } from './query';

/** API tokens without their secrets, newest first. */
export const getTokens = defineQuery({
  need: { role: 'admin', scope: 'admin' },
  input: z.object({}),
  read: async ({ db }) => ({ tokens: await listTokens(db) }),
});
