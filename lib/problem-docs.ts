/** What each problem code means and what to do: the page behind the `type` of every problem document. A test keeps it whole. */
export const problemDocs: Readonly<Record<string, { meaning: string; fix: string }>> = {
  unauthenticated: {
    meaning: 'The request carries neither a live session nor a token.',
    fix: 'Sign in, or send Authorization: Bearer frs_….',
  },
  'token-invalid': {
    meaning: 'No token with this text exists.',
    fix: 'Check that it was copied whole; an administrator can make a new one.',
  },
  'token-expired': {
    meaning: 'The token’s time has passed.',
    fix: 'Ask an administrator for a new token.',
  },
  'token-revoked': {
    meaning: 'Somebody revoked the token.',
    fix: 'Ask an administrator for a new token, and remove this one where it is used.',
  },
  'origin-missing': {
    meaning: 'A change was sent with a session cookie but without an Origin header.',
    fix: 'Call from the console’s own pages, or use a bearer token.',
  },
  'origin-foreign': {
    meaning: 'A change was sent with a session cookie from another site.',
    fix: 'Open the console under its configured address (FRESHET_URL), or use a bearer token.',
  },
  forbidden: {
    meaning: 'Who you are is known, and it is not enough for this.',
    fix: 'The detail names the role or scope that is needed; an administrator can grant it.',
  },
  'not-found': {
    meaning: 'There is nothing under this address, or it is no longer kept.',
    fix: 'Check the id. Waves are kept for a limited time.',
  },
  'method-not-allowed': {
    meaning: 'The address exists, the method does not.',
    fix: 'The Allow header lists the methods.',
  },
  'invalid-input': {
    meaning: 'A field is missing or not as it should be.',
    fix: 'errors[] points at each field and says what is expected.',
  },
  'invalid-json': { meaning: 'The body is not JSON.', fix: 'Send one JSON document in UTF-8.' },
  'body-too-large': {
    meaning: 'The body is longer than the limit.',
    fix: 'Send fewer items per request.',
  },
  'unsupported-media-type': {
    meaning: 'The body is not declared as JSON.',
    fix: 'Send Content-Type: application/json.',
  },
  'rate-limited': {
    meaning: 'Too many requests in a short time.',
    fix: 'Wait as long as Retry-After says.',
  },
  'reason-required': {
    meaning: 'This purge is large or removes entries, and needs a reason for the audit trail.',
    fix: 'Send reason.',
  },
  'confirm-required': {
    meaning: 'This purge is so large that its scope has to be typed by hand.',
    fix: 'Send confirm with exactly the text that the detail names.',
  },
  'preview-drifted': {
    meaning: 'The set has grown by more than a tenth since it was previewed. Nothing was purged.',
    fix: 'Look at the new impact in the answer; send its fingerprint to go on.',
  },
  'too-many-keys': {
    meaning: 'The targets name more keys than one request may reach.',
    fix: 'Split the request, or target a tag.',
  },
  'too-many-events': {
    meaning: 'The replay names more events than one replay takes.',
    fix: 'Choose a shorter range, and replay the next one afterwards.',
  },
  'last-admin': {
    meaning: 'Without this person nobody could manage users and settings.',
    fix: 'Make somebody else an administrator first.',
  },
  'wrong-password': {
    meaning: 'The present password was not given rightly.',
    fix: 'Try again; an administrator can give you a new one.',
  },
  'built-in': {
    meaning: 'This part belongs to Freshet itself.',
    fix: 'Switch it off instead of deleting it.',
  },
  'schedule-settled': {
    meaning: 'The schedule has begun, ended or been cancelled: there is nothing left to cancel.',
    fix: 'Look at its state; a purge that has run is a wave under its wave id.',
  },
  'schedule-held': {
    meaning: 'A scheduled purge was not run, because a person should decide first.',
    fix: 'The note says why. Make a new preview and run or schedule it.',
  },
  'setup-link-invalid': {
    meaning: 'The set-up link was used already, or is older than a day.',
    fix: 'Restart the console for a new one; when there is a user, sign in.',
  },
  'email-taken': {
    meaning: 'There is already a user with this e-mail address.',
    fix: 'Use another address, or change that user.',
  },
  'idempotency-key-required': {
    meaning: 'Requests that act must carry an Idempotency-Key.',
    fix: 'Send a fresh random key per action, and the same one when you repeat it.',
  },
  'idempotency-key-invalid': {
    meaning: 'The Idempotency-Key has a form that is not accepted.',
    fix: 'Use a UUID.',
  },
  'idempotency-mismatch': {
    meaning: 'This Idempotency-Key was used with another request.',
    fix: 'Use a new key for a new action.',
  },
  'idempotency-in-progress': {
    meaning: 'The first request with this key is still running.',
    fix: 'Wait a moment and repeat it; the answer will be the first one’s.',
  },
  'database-unavailable': {
    meaning: 'The database behind the console does not answer.',
    fix: 'Check DATABASE_URL and the database; services keep working without it.',
  },
  'audit-unavailable': {
    meaning: 'The audit trail cannot be written, so nothing was changed.',
    fix: 'Bring the database back, then repeat the request.',
  },
  'loader-failed': {
    meaning: 'The service’s own loader threw an error.',
    fix: 'The service’s log has the error.',
  },
  'loader-timeout': {
    meaning: 'A loader ran past its limit (maxLoadMs) and was stopped.',
    fix: 'Make it faster, or raise the limit for this service.',
  },
  'lease-timeout': {
    meaning: 'Waiting for another process to load took too long.',
    fix: 'Check whether that process is stuck; raise waitMs if loads really take this long.',
  },
  'store-unavailable': {
    meaning: 'Redis does not answer.',
    fix: 'Check REDIS_URL and Redis itself. Nothing was invalidated unless the answer says so.',
  },
  'invalidation-incomplete': {
    meaning: 'The wave could not reach every node. It stays in the journal and is retried.',
    fix: 'Watch the wave until it is complete; details says what was and was not done.',
  },
  'cycle-detected': {
    meaning: 'Loaders read each other in a circle.',
    fix: 'Break the circle in the family definitions.',
  },
  'invalid-key': {
    meaning: 'Not a key: 1 to 512 bytes of UTF-8 without control characters.',
    fix: 'Correct the key.',
  },
  'invalid-tag': {
    meaning: 'Not a tag: 1 to 512 bytes of UTF-8 without control characters.',
    fix: 'Correct the tag.',
  },
  'invalid-option': {
    meaning: 'An option has a value that is not accepted.',
    fix: 'The detail names the option and what it takes.',
  },
  'value-too-large': {
    meaning: 'The value is larger than an entry may be (8 MiB).',
    fix: 'Store less, or split it over several keys.',
  },
  'plan-too-large': {
    meaning: 'The set is larger than a plan may hold.',
    fix: 'Choose a narrower target.',
  },
  'unsafe-eviction-policy': {
    meaning: 'Redis may evict the index that invalidation rests on (maxmemory-policy allkeys-…).',
    fix: 'Set maxmemory-policy to noeviction or volatile-lru.',
  },
  closed: {
    meaning: 'The process is stopping.',
    fix: 'Repeat the request; another process will answer.',
  },
  internal: {
    meaning: 'Something unexpected happened in the console.',
    fix: 'Find the request id in the console’s log.',
  },
  // Given by the browser's own client when there was no answer to read.
  unreachable: {
    meaning: 'The browser got no answer from the console.',
    fix: 'Check the network and that the console is running.',
  },
  'unexpected-answer': {
    meaning: 'The answer was not what this version of the page expects.',
    fix: 'Reload the page; a proxy in between may also have answered.',
  },
};
