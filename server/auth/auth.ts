import { betterAuth } from 'better-auth';
import { APIError } from 'better-auth/api';
import type { Database } from '@/server/db/open';
import { trustedOrigins } from './origins';

export const cookiePrefix = 'freshet';

export interface AuthOptions {
  database: Database;
  url: string;
  secret: string;
  log: (level: 'error' | 'warn' | 'info' | 'debug', message: string) => void;
}

/**
 * E-mail and password, nobody signs up by themselves. The library's admin endpoints are left out on purpose: users are
 * made and changed by audited operations only (operations/create-user.ts).
 */
export function createAuth({ database, url, secret, log }: AuthOptions) {
  return betterAuth({
    appName: 'Freshet',
    baseURL: url,
    basePath: '/api/auth',
    secret,
    trustedOrigins: trustedOrigins(url),
    database: { db: database.sql, type: database.kind, transaction: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
    // `input: false`: nobody writes these through the library's endpoints.
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false, defaultValue: 'viewer' },
        banned: { type: 'boolean', required: true, input: false, defaultValue: false },
      },
    },
    // No cookie cache: a role that was taken away, or a session that was ended, counts at once.
    session: { expiresIn: 7 * 86_400, updateAge: 86_400, cookieCache: { enabled: false } },
    // In memory, per process. By address here; by account in sign-in-guard.ts, because an address can be forged.
    rateLimit: {
      enabled: true,
      storage: 'memory',
      window: 10,
      max: 100,
      customRules: { '/sign-in/email': { window: 60, max: 20 } },
    },
    advanced: { cookiePrefix, useSecureCookies: url.startsWith('https:') },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const user = await database.sql
              .selectFrom('user')
              .select('banned')
              .where('id', '=', session.userId)
              .executeTakeFirst();
            if (!user || Number(user.banned) === 1)
              throw new APIError('FORBIDDEN', {
                message: 'This account is closed. Ask an administrator.',
              });
          },
        },
      },
    },
    logger: { level: 'warn', log: (level, message) => log(level, message) },
    telemetry: { enabled: false },
  });
}
export type Auth = ReturnType<typeof createAuth>;
