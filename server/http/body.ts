import { Refusal } from '@/server/auth/refusal';

/** Ten thousand keys of 512 bytes fit. */
const maxBodyBytes = 8 * 1024 * 1024;

/** The request's body as text; stops reading at the limit instead of holding whatever is sent. */
export async function readText(request: Request, limitBytes = maxBodyBytes): Promise<string> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json')
    throw new Refusal('unsupported-media-type', 'Send the body as Content-Type: application/json.');
  if (!request.body) return '';
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body) {
    size += part.byteLength;
    if (size > limitBytes)
      throw new Refusal('body-too-large', `A body has at most ${limitBytes} bytes.`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refusal('invalid-json', 'The body is not JSON. Check quotes, commas and encoding.', {
      cause: error,
    });
  }
}

/** Search parameters as an object for a schema; of a name given twice the last counts. */
export function searchOf(request: Request): Record<string, string> {
  return Object.fromEntries(new URL(request.url).searchParams);
}

/**
 * The part of the path behind `/api/v1/<collection>/`, decoded once. Read from the address itself: keys and tags hold
 * slashes, braces and emoji, and a router's own decoding is not ours to rely on.
 */
export function pathRest(request: Request, collection: string, suffix = ''): string {
  const { pathname } = new URL(request.url);
  const start = `/api/v1/${collection}/`;
  const end = suffix === '' ? pathname.length : pathname.length - suffix.length;
  const rest = pathname.startsWith(start) ? pathname.slice(start.length, end) : '';
  try {
    return decodeURIComponent(rest);
  } catch (error) {
    throw new Refusal('invalid-input', 'The path is not percent-encoded UTF-8.', {
      errors: [{ pointer: '', detail: `cannot decode ${rest}` }],
      cause: error,
    });
  }
}

/** A parser of JSON bodies whose fields the address completes; what it says outranks the body. */
export function jsonWith(path: (request: Request) => Record<string, unknown>) {
  return (body: string, request: Request): unknown =>
    Object.assign({}, parseJson(body), path(request));
}
