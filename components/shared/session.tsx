'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { SessionView } from '@/lib/contract';

const SessionContext = createContext<SessionView | null>(null);

export function SessionProvider({
  session,
  children,
}: {
  session: SessionView;
  children: ReactNode;
}) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** The signed-in person. */
export function useSession(): SessionView {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession is used outside the console shell');
  return session;
}

/**
 * Why this person may not purge or warm, or null when they may. Courtesy only: the server decides again.
 */
export function useWhyNotOperate(): string | null {
  return useSession().role === 'viewer'
    ? 'Your role is viewer: purging and warming need the operator role. An admin can grant it.'
    : null;
}

/** Why this person may not change settings and rules, or null when they may. Courtesy only, as above. */
export function useWhyNotAdmin(): string | null {
  const { role } = useSession();
  return role === 'admin' ? null : `Your role is ${role}: this needs the admin role.`;
}
