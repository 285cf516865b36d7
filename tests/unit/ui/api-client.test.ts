import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { api, isApiError } from '@/lib/api-client';

const schema = z.object({ ok: z.boolean() });

function answer(status: number, body: string, type = 'application/json') {
  const fetched = vi.fn<typeof fetch>(
    async () => new Response(body, { status, headers: { 'content-type': type } }),
  );
  vi.stubGlobal('fetch', fetched);
  return fetched;
}
afterEach(() => vi.unstubAllGlobals());

async function failure(run: Promise<unknown>) {
  const error: unknown = await run.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!isApiError(error)) throw new Error('expected an ApiError');
  return error;
}

describe('calls to the API', () => {
  it('gives the problem with its code, request id and further members', async () => {
    const problem = {
      type: '/docs/problems#preview-drifted',
      title: 'The impact has grown',
      status: 409,
      detail: 'Look again.',
      code: 'preview-drifted',
      requestId: 'r1',
      impact: { total: 5 },
    };
    answer(409, JSON.stringify(problem), 'application/problem+json');
    const error = await failure(api.post('/x', {}, schema));
    expect(error).toMatchObject({
      code: 'preview-drifted',
      requestId: 'r1',
      message: 'Look again.',
    });
    expect(error.body).toMatchObject({ impact: { total: 5 } });
  });

  it('a proxy’s HTML page is an answer that was not expected, not a crash', async () => {
    answer(502, '<h1>Bad gateway</h1>', 'text/html');
    expect((await failure(api.get('/x', schema))).code).toBe('unexpected-answer');
  });

  it('an answer that breaks the contract is refused instead of drawn', async () => {
    answer(200, '{"ok":"yes"}');
    expect((await failure(api.get('/x', schema))).code).toBe('unexpected-answer');
  });

  it('says when the console was not reached', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('fetch failed');
    });
    expect((await failure(api.get('/x', schema))).code).toBe('unreachable');
  });

  it('an abandoned read stays an abort, so that it is not shown as an error', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new DOMException('aborted', 'AbortError');
    });
    await expect(api.get('/x', schema)).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('every change carries a key under which it acts once', async () => {
    const fetched = answer(200, '{"ok":true}');
    await api.post('/x', { a: 1 }, schema, 'key-1');
    expect(fetched).toHaveBeenCalledWith(
      '/x',
      expect.objectContaining({ headers: expect.objectContaining({ 'idempotency-key': 'key-1' }) }),
    );
  });
});
