import { ApiError } from '@/lib/api-client';
import { type HealthView, healthSchema } from '@/lib/contract';
import { endSentence } from '@/lib/format';

/** GET /readyz. A 503 carries the same document: it says what is away, and is an answer, not a failure. */
export async function readHealth(signal?: AbortSignal): Promise<HealthView> {
  const response = await fetch('/readyz', { cache: 'no-store', ...(signal && { signal }) });
  const parsed = healthSchema.safeParse(await response.json().catch(() => null));
  if (parsed.success) return parsed.data;
  throw new ApiError({
    type: '/docs/problems#unexpected-answer',
    title: 'Health is unknown',
    status: response.status,
    detail: `The console answered ${response.status} without a health document.`,
    code: 'unexpected-answer',
    requestId: '',
  });
}

export interface HealthProblem {
  title: string;
  detail: string;
}

/** Policies under which Redis may drop the index that invalidation rests on. */
export function isUnsafePolicy(policy: string | null): boolean {
  return policy?.startsWith('allkeys-') ?? false;
}

/** What is wrong, in words with the next step; empty when all is well. */
export function healthProblems(health: HealthView): HealthProblem[] {
  const problems: HealthProblem[] = [];
  if (!health.redis.ok)
    problems.push({
      title: 'Redis does not answer',
      detail: `${endSentence(health.redis.error ?? 'No reason was given')} Services serve what they can and load the rest; purges wait until it is back.`,
    });
  if (isUnsafePolicy(health.redis.evictionPolicy))
    problems.push({
      title: `Redis may evict the index (${health.redis.evictionPolicy})`,
      detail:
        'Under memory pressure old data could come back. Set maxmemory-policy to noeviction or volatile-lru.',
    });
  if (!health.database.ok)
    problems.push({
      title: 'The audit database does not answer',
      detail: `${endSentence(health.database.error ?? 'No reason was given')} Purging and warming are refused until it is back.`,
    });
  return problems;
}
