// Every read for people: allowed? → parse → read. One file per question.
import type { z } from 'zod';
import type { Need } from '@/server/auth/actor';
import { authorise } from '@/server/auth/authorise';
import type { Context } from '@/server/auth/context';
import { parseInput } from '@/server/auth/parse-input';

export interface QueryDefinition<I, R> {
  need: Need;
  input: z.ZodType<I>;
  read(context: Context, input: I): Promise<R>;
}

export interface Query<R> {
  (context: Context, input?: unknown): Promise<R>;
  readonly need: Need;
}

/** Makes a query. It throws `forbidden`, `invalid-input`, `not-found`, or what the engine throws. */
export function defineQuery<I, R>({ need, input, read }: QueryDefinition<I, R>): Query<R> {
  async function ask(context: Context, raw: unknown = {}): Promise<R> {
    authorise(context.actor, need);
    return read(context, parseInput(input, raw));
  }
  return Object.assign(ask, { need });
}
