/** Why a call was turned away; the HTTP side gives each its status and title (http/problem.ts). */
export type RefusalCode =
  | 'unauthenticated'
  | 'token-invalid'
  | 'token-expired'
  | 'token-revoked'
  | 'origin-missing'
  | 'origin-foreign'
  | 'forbidden'
  | 'not-found'
  | 'invalid-input'
  | 'invalid-json'
  | 'body-too-large'
  | 'unsupported-media-type'
  | 'rate-limited'
  | 'reason-required'
  | 'confirm-required'
  | 'preview-drifted'
  | 'too-many-keys'
  | 'too-many-events'
  | 'built-in'
  | 'schedule-settled'
  | 'schedule-held'
  | 'last-admin'
  | 'wrong-password'
  | 'setup-link-invalid'
  | 'email-taken'
  | 'idempotency-key-required'
  | 'idempotency-key-invalid'
  | 'idempotency-mismatch'
  | 'idempotency-in-progress'
  | 'database-unavailable';

export interface FieldError {
  /** JSON pointer into the input. */
  pointer: string;
  detail: string;
}

/** A call that is turned away, with the field and the fix. Recognise it by `name` and `code`, not `instanceof`. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly errors: readonly FieldError[];
  /** Further members of the problem document, such as the new impact after a drift. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(
    code: RefusalCode,
    detail: string,
    more: {
      errors?: readonly FieldError[];
      members?: Record<string, unknown>;
      cause?: unknown;
    } = {},
  ) {
    super(detail, more.cause === undefined ? undefined : { cause: more.cause });
    this.name = 'Refusal';
    this.code = code;
    this.errors = more.errors ?? [];
    this.members = more.members ?? {};
  }
}

export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && error.name === 'Refusal' && 'code' in error;
}
