import type { z } from 'zod';
import { Refusal } from './refusal';

function toPointer(path: readonly PropertyKey[]): string {
  return path
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/** The input as the schema makes it. Throws `invalid-input`, one error per field, each with its JSON pointer. */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => ({
    pointer: toPointer(issue.path),
    detail: issue.message,
  }));
  const first = errors[0];
  throw new Refusal(
    'invalid-input',
    first ? `${first.pointer || 'The input'}: ${first.detail}` : 'The input is not valid.',
    { errors },
  );
}
