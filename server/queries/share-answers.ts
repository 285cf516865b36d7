import type { Context } from '@/server/auth/context';

type Read<I, R> = (context: Context, input: I) => Promise<R>;

/**
 * One reading for all who ask the same of the same cache while it goes on, but never one that began more than `shareMs`
 * ago. For questions whose answer is the same for everybody; who may ask is decided before.
 */
export function shareAnswers<I, R>(
  read: Read<I, R>,
  shareMs: number,
  now: () => number = () => performance.now(),
): Read<I, R> {
  const caches = new WeakMap<object, Map<string, { at: number; answer: Promise<R> }>>();
  return (context, input) => {
    const answers =
      caches.get(context.cache) ?? new Map<string, { at: number; answer: Promise<R> }>();
    caches.set(context.cache, answers);
    const key = JSON.stringify(input);
    const known = answers.get(key);
    if (known !== undefined && now() - known.at < shareMs) return known.answer;
    const own = { at: now(), answer: read(context, input) };
    answers.set(key, own);
    const end = () => {
      if (answers.get(key) === own) answers.delete(key);
    };
    own.answer.then(end, end);
    return own.answer;
  };
}
