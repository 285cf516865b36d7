import { z } from 'zod';
import type { SessionView } from '@/lib/contract';
import { Refusal } from '@/server/auth/refusal';
import { sessionView } from '@/server/auth/session';
import { defineQuery } from './query';

/** The signed-in person. A token is not one. */
export const getSession = defineQuery({
  need: { role: 'viewer', scope: 'graph:read' },
  input: z.object({}),
  async read({ actor }): Promise<SessionView> {
    if (actor.kind === 'user') return sessionView(actor);
    throw new Refusal('forbidden', 'A token is not a person: sign in to have a session.');
  },
});
