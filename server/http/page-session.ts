// The door for pages: who is signed in, and which installation this is. Pages never see the container.
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import type { SessionView } from '@/lib/contract';
import type { UserActor } from '@/server/auth/actor';
import type { Context } from '@/server/auth/context';
import { readSession, sessionView } from '@/server/auth/session';
import { findEnvironment } from '@/server/auth/environment';
import { isSetupTokenValid } from '@/server/auth/setup-link';
import { container } from '@/server/container';
import { policies } from './rate-limit';

/** The signed-in person, or null. One database read per rendered page, however often asked. */
const readPageActor = cache(async (): Promise<UserActor | null> => {
  const { auth, ready } = container();
  await ready();
  return readSession(auth, await headers());
});

/** The signed-in person, for pages and layouts. Sends everyone else to the sign-in page. */
export async function requireSession(): Promise<SessionView> {
  const actor = await readPageActor();
  if (actor === null) redirect('/sign-in');
  return sessionView(actor);
}

/** For the sign-in page: whether there is somebody already. */
export async function isSignedIn(): Promise<boolean> {
  return (await readPageActor()) !== null;
}

/** For the set-up page: whether this link can still make the first administrator. */
export async function isSetupLinkValid(token: string): Promise<boolean> {
  const { db, ready } = container();
  await ready();
  return isSetupTokenValid(db, token);
}

/** Which installation this is, for the shell: so that nobody purges production by mistake. */
export async function readEnvironment(): Promise<{
  name: string;
  color: string;
  namespace: string;
}> {
  const { env, db } = container();
  const set = await findEnvironment(db);
  return { ...(set ?? env.environment), namespace: env.namespace };
}

export type Opened<R> = { state: 'open'; shown: R; expiresAt: string } | { state: 'shut' | 'busy' };

/**
 * For the share page: what a signed link opens. Nobody is signed in; the link is the permission. `shut` for a link that is
 * forged or over, and for what is no longer kept: a stranger cannot tell which.
 */
export async function openShareLink<R>(
  token: string,
  read: (parts: Pick<Context, 'cache' | 'db'>, previewId: string) => Promise<R | null>,
): Promise<Opened<R>> {
  const { links, limiter, ready, db, cache } = container();
  const link = links.read(token);
  if (link === null) return { state: 'shut' };
  if (!limiter.take(policies.share, link.previewId).allowed) return { state: 'busy' };
  await ready();
  const shown = await read({ db, cache }, link.previewId);
  if (shown === null) return { state: 'shut' };
  return { state: 'open', shown, expiresAt: link.expiresAt.toISOString() };
}
