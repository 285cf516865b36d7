// Who acts, and what they may do. Decided here and asked by every operation and query; never by a page or the proxy.
import { type Role, roles, type Scope } from '@/lib/contract';

export interface UserActor {
  kind: 'user';
  id: string;
  name: string;
  email: string;
  role: Role;
  via: 'session';
  /** Token of the session, when it came by one. */
  session: string | null;
}
export interface TokenActor {
  kind: 'token';
  id: string;
  name: string;
  scopes: readonly Scope[];
  via: 'bearer';
}
/** The process itself: seeding, the setup link. */
export interface SystemActor {
  kind: 'system';
  id: string;
  name: string;
  via: 'process';
}
export type Actor = UserActor | TokenActor | SystemActor;

/** What a call needs: at least this role for a person, this scope for a token. */
export interface Need {
  role: Role;
  scope: Scope;
}

/** Everything a token with the left scope may also do. `admin` may do all. */
const implied: Partial<Record<Scope, readonly Scope[]>> = { 'purge:all': ['purge:selective'] };

/** True when the actor may do what asks for `need`. */
export function allows(actor: Actor, need: Need): boolean {
  switch (actor.kind) {
    case 'system':
      return true;
    case 'user':
      return roles.indexOf(actor.role) >= roles.indexOf(need.role);
    case 'token':
      return actor.scopes.some(
        (scope) =>
          scope === need.scope || scope === 'admin' || implied[scope]?.includes(need.scope),
      );
  }
}

/** What the audit shows as the actor's role. */
export function roleOf(actor: Actor): string {
  switch (actor.kind) {
    case 'system':
      return 'system';
    case 'user':
      return actor.role;
    case 'token':
      return actor.scopes.join(' ');
  }
}
