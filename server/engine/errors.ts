export type FreshetErrorCode =
  | 'loader-failed'
  | 'loader-timeout'
  | 'lease-timeout'
  | 'store-unavailable'
  | 'invalidation-incomplete'
  | 'cycle-detected'
  | 'invalid-key'
  | 'invalid-tag'
  | 'invalid-option'
  | 'value-too-large'
  | 'plan-too-large'
  | 'unsafe-eviction-policy'
  | 'closed';

/**
 * The one error type of the engine. Recognise it by `code`, not `instanceof`: a Next.js build may hold two
 * copies of this module.
 */
export class FreshetError extends Error {
  readonly code: FreshetErrorCode;
  /** What was and was not done, for `invalidation-incomplete`. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: FreshetErrorCode,
    message: string,
    options: { cause?: unknown; details?: Record<string, unknown> } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'FreshetError';
    this.code = code;
    this.details = options.details ?? {};
  }
}

export function isFreshetError(error: unknown, code?: FreshetErrorCode): error is FreshetError {
  if (!(error instanceof Error) || error.name !== 'FreshetError' || !('code' in error))
    return false;
  return code === undefined || error.code === code;
}

/** What went wrong with the store, for a sentence that begins with "the store": Redis' refusals begin with a code of theirs. */
export function troubleOf(cause: unknown): string {
  const said = cause instanceof Error ? cause.message : String(cause);
  if (said.includes('OOM '))
    return 'is at its memory limit and refuses writes: raise maxmemory, or free some';
  if (/^(READONLY|MISCONF|NOREPLICAS|LOADING|MASTERDOWN|CLUSTERDOWN|NOAUTH|NOPERM)\b/.test(said))
    return `refused: ${said}`;
  return 'did not answer';
}

/** Whether the store answered, with a no. */
export function isRefusal(cause: unknown): boolean {
  return troubleOf(cause) !== 'did not answer';
}
