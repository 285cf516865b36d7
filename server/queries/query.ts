// Every read for people: allowed? → parse → read. One file per question.
import type { z } from 'zod';
import type { Need } from '@/server/auth/actor';
import { authorise } from '@/server/auth/authorise';
import type { Context } from '@/server/auth/context';
import { parseInput } from '@/server/auth/parse-input';
import { shareAnswers } from './share-answers';

export interface QueryDefinition<I, R> {
  need: Need;
  input: z.ZodType<I>;
  read(context: Context, input: I): Promise<R>;
  /**
   * Everybody who asks the same while it is being read, and not longer than this many milliseconds after that began,
   * gets one answer. Well below the half second after which a console asks again when a wave has passed.
   */
  shareMs?: number;
}

export interface Query<R> {
  (context: Context, input?: unknown): Promise<R>;
  readonly need: Need;
}

/** Makes a query. It throws `forbidden`, `invalid-input`, `not-found`, or what the engine throws. */
export function defineQuery<I, R>({
  need,
  input,
  read: readOnce,
  shareMs,
}: QueryDefinition<I, R>): Query<R> {
  const read = shareMs === undefined ? readOnce : shareAnswers(readOnce, shareMs);
  async function ask(context: Context, raw: unknown = {}): Promise<R> {
    authorise(context.actor, need);
    return read(context, parseInput(input, raw));
  }
  return Object.assign(ask, { need });
}
