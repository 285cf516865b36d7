import type { Actor } from '@/server/auth/actor';
import { Refusal } from '@/server/auth/refusal';
import type { Container } from '@/server/container';
import { claimKey, idempotencyKeyOf, keepAnswer, releaseKey } from './idempotency';

export type KeyRule = 'required' | 'optional' | 'none';

export interface OnceAnswer {
  status: number;
  body: string;
  replayed: boolean;
}

/**
 * Runs `act` at most once per Idempotency-Key of this actor. `act` gets the text the engine recognises repeats by. When
 * the store of keys is away the request is refused: without it a repeat could act twice.
 */
export async function actOnce(
  call: { request: Request; rule: KeyRule; actor: Actor; body: string },
  { db, log }: Pick<Container, 'db' | 'log'>,
  act: (dedupeId: string | undefined) => Promise<{ status: number; body: string }>,
): Promise<OnceAnswer> {
  const { request, rule, body } = call;
  const key = rule === 'none' ? null : idempotencyKeyOf(request.headers);
  if (key === null && rule === 'required')
    throw new Refusal(
      'idempotency-key-required',
      'Send an Idempotency-Key header, such as a new UUID, so that a repeat does not act twice.',
    );
  if (key === null) return { ...(await act(undefined)), replayed: false };

  const actor = `${call.actor.kind}:${call.actor.id}`;
  const route = `${request.method} ${new URL(request.url).pathname}`;
  const replay = await claimKey(db, { actor, key, route, body }).catch(asUnavailable);
  if (replay) return { status: replay.status, body: replay.response, replayed: true };
  try {
    const answer = await act(`${actor}:${key}`);
    // The action is done. If its answer cannot be kept, a repeat finds the key taken and acts no second time.
    await keepAnswer(db, { actor, key }, { status: answer.status, response: answer.body }).catch(
      (error: unknown) => log.error({ err: error }, 'answer not kept for repeats'),
    );
    return { ...answer, replayed: false };
  } catch (error) {
    await releaseKey(db, { actor, key }).catch((cause: unknown) =>
      log.error({ err: cause }, 'idempotency key not given back'),
    );
    throw error;
  }
}

function asUnavailable(error: unknown): never {
  if (error instanceof Error && error.name === 'Refusal') throw error;
  throw new Refusal(
    'database-unavailable',
    'The request cannot be recorded now, so nothing was done.',
    {
      cause: error,
    },
  );
}
