import { z } from 'zod';
import { listUsers } from '@/server/auth/people';
import { defineQuery } from './query';

/** Everybody who can, or could, sign in. */
export const getUsers = defineQuery({
  need: { role: 'admin', scope: 'admin' },
  input: z.object({}),
  read: async ({ db }) => ({ users: await listUsers(db) }),
});
