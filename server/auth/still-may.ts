import { type Role, roles } from '@/lib/contract';
import type { Database } from '@/server/db/open';
import { allows, type Need } from './actor';
import { findToken } from './tokens';

interface Who {
  kind: 'user' | 'token' | 'system';
  id: string;
}

/** Whether somebody who asked for something earlier may still do it: their role, ban, token and scopes as of now. */
export async function stillMay(
  db: Database,
  { kind, id }: Who,
  need: Need,
  now: Date = new Date(),
): Promise<boolean> {
  switch (kind) {
    case 'system':
      return true;
    case 'user': {
      const user = await db.sql
        .selectFrom('user')
        .select(['role', 'banned'])
        .where('id', '=', id)
        .executeTakeFirst();
      if (!user || user.banned) return false;
      return roles.indexOf(user.role as Role) >= roles.indexOf(need.role);
    }
    case 'token': {
      const token = await findToken(db, id);
      if (!token || token.revokedAt !== null) return false;
      if (token.expiresAt !== null && Date.parse(token.expiresAt) <= now.getTime()) return false;
      return allows({ kind, id, name: token.name, scopes: token.scopes, via: 'bearer' }, need);
    }
  }
}
