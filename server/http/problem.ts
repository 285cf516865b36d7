// The one map from what went wrong to what the caller hears (RFC 9457). Errors are recognised by `code`.
import type { Problem } from '@/lib/contract';
import { isRefusal, type RefusalCode } from '@/server/auth/refusal';
import type { FreshetErrorCode } from '@/server/freshet';

export type ProblemCode =
  | RefusalCode
  | FreshetErrorCode
  | 'audit-unavailable'
  | 'method-not-allowed'
  | 'internal';

interface Kind {
  status: number;
  title: string;
}

export const problemKinds: Record<ProblemCode, Kind> = {
  unauthenticated: { status: 401, title: 'Sign in first' },
  'token-invalid': { status: 401, title: 'Unknown token' },
  'token-expired': { status: 401, title: 'Expired token' },
  'token-revoked': { status: 401, title: 'Revoked token' },
  'origin-missing': { status: 403, title: 'Origin missing' },
  'origin-foreign': { status: 403, title: 'Foreign origin' },
  forbidden: { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'invalid-input': { status: 400, title: 'Input not valid' },
  'invalid-json': { status: 400, title: 'Body is not JSON' },
  'body-too-large': { status: 413, title: 'Body too large' },
  'unsupported-media-type': { status: 415, title: 'Send JSON' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  'reason-required': { status: 422, title: 'Reason required' },
  'confirm-required': { status: 422, title: 'Scope must be typed' },
  'preview-drifted': { status: 409, title: 'The impact has grown' },
  'too-many-keys': { status: 422, title: 'Too many keys' },
  'too-many-events': { status: 422, title: 'Too many events' },
  'last-admin': { status: 409, title: 'The last administrator' },
  'wrong-password': { status: 403, title: 'Wrong password' },
  'built-in': { status: 409, title: 'Built in' },
  'schedule-settled': { status: 409, title: 'The schedule is settled' },
  'schedule-held': { status: 409, title: 'The schedule is held' },
  'setup-link-invalid': { status: 403, title: 'Setup link not valid' },
  'email-taken': { status: 409, title: 'E-mail address taken' },
  'idempotency-key-required': { status: 400, title: 'Idempotency-Key required' },
  'idempotency-key-invalid': { status: 400, title: 'Idempotency-Key not valid' },
  'idempotency-mismatch': { status: 422, title: 'Idempotency-Key used for something else' },
  'idempotency-in-progress': { status: 409, title: 'The first request still runs' },
  'database-unavailable': { status: 503, title: 'The database is away' },
  'audit-unavailable': { status: 503, title: 'The audit store is away' },
  'loader-failed': { status: 502, title: 'A loader failed' },
  'loader-timeout': { status: 504, title: 'A loader took too long' },
  'lease-timeout': { status: 504, title: 'Waiting for a load took too long' },
  'store-unavailable': { status: 503, title: 'Redis is away' },
  'invalidation-incomplete': { status: 503, title: 'The wave is not complete yet' },
  'cycle-detected': { status: 422, title: 'Loaders read each other in a circle' },
  'invalid-key': { status: 400, title: 'Key not valid' },
  'invalid-tag': { status: 400, title: 'Tag not valid' },
  'invalid-option': { status: 400, title: 'Option not valid' },
  'value-too-large': { status: 413, title: 'Value too large' },
  'plan-too-large': { status: 413, title: 'Plan too large' },
  'unsafe-eviction-policy': { status: 503, title: 'This Redis may evict the index' },
  closed: { status: 503, title: 'The console is stopping' },
  internal: { status: 500, title: 'Something went wrong here' },
};

function isProblemCode(code: unknown): code is ProblemCode {
  return typeof code === 'string' && Object.hasOwn(problemKinds, code);
}

/** What the caller hears of an error. The text of an unexpected one stays in the log. */
export function problemOf(error: unknown, requestId: string, instance?: string): Problem {
  const code =
    error instanceof Error && 'code' in error && isProblemCode(error.code)
      ? error.code
      : 'internal';
  const { status, title } = problemKinds[code];
  const detail =
    error instanceof Error && code !== 'internal'
      ? error.message
      : 'The console could not do this. Its log has the cause under this request id.';
  const members = isRefusal(error)
    ? { ...error.members, ...(error.errors.length > 0 && { errors: [...error.errors] }) }
    : detailsOf(error, code);
  const problem = { type: `/docs/problems#${code}`, title, status, detail, code, requestId };
  return { ...members, ...problem, ...(instance !== undefined && { instance }) };
}

/** What was and was not done belongs in the answer, not only in the log. */
function detailsOf(error: unknown, code: ProblemCode): Record<string, unknown> {
  if (code !== 'invalidation-incomplete') return {};
  return error instanceof Error && 'details' in error ? { details: error.details } : {};
}

export function problemResponse(problem: Problem, headers: HeadersInit = {}): Response {
  const all = new Headers(headers);
  all.set('content-type', 'application/problem+json');
  all.set('cache-control', 'no-store');
  all.set('x-request-id', problem.requestId);
  if (problem.status === 401) all.set('www-authenticate', 'Bearer realm="freshet"');
  return new Response(JSON.stringify(problem), { status: problem.status, headers: all });
}
