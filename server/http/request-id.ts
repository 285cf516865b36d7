import { randomUUID } from 'node:crypto';

/** The caller's `X-Request-Id` when it is a harmless one, else a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get('x-request-id');
  return given !== null && /^[\w.-]{8,64}$/.test(given) ? given : randomUUID();
}
