import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { SessionView } from '@/lib/contract';
import type { UserActor } from '../auth/actor';
import { readSession, sessionView } from '../auth/session';
import { container } from '../container';

/** The signed-in person as an actor for queries, or null. One database read per rendered page, however often asked. */
export const readPageActor = cache(async (): Promise<UserActor | null> => {
  const { auth, ready } = container();
  await ready();
  return readSession(auth, await headers());
});

/** The signed-in person, for pages and layouts. Sends everyone else to the sign-in page. */
export async function requireSession(): Promise<SessionView> {
  return sessionView(await requirePageActor());
}

/** As `requireSession`, but the actor that `server/queries/*` take. */
export async function requirePageActor(): Promise<UserActor> {
  const actor = await readPageActor();
  if (actor === null) redirect('/sign-in');
  return actor;
}
