import { describe, expect, test } from 'vitest';
import { GET as getEntry } from '@/app/api/v1/entries/[...key]/route';
import { POST as postPreview } from '@/app/api/v1/previews/route';
import { GET as getMembers } from '@/app/api/v1/tags/[tag]/members/route';
import { GET as getWaves } from '@/app/api/v1/waves/route';
import { problemSchema } from '@/lib/contract';
import { problemKinds, problemOf } from '@/server/http/problem';
import { createRateLimiter, policies, rateHeaders } from '@/server/http/rate-limit';
import type { Freshet } from '@/server/freshet';
import { problemIn, requestOf, startConsole } from '../../support/console';
import { fakeCache, impactOf } from '../../support/fake-cache';

describe('problems', () => {
  test('every code gives a whole RFC 9457 document', () => {
    for (const code of Object.keys(problemKinds)) {
      const error = Object.assign(new Error('what happened'), { code });
      const problem = problemOf(error, 'r-1', '/api/v1/x');
      expect(problemSchema.parse(problem)).toEqual(problem);
      expect(problem.type).toBe(`/docs/problems#${code}`);
    }
  });

  test('an unexpected error is logged with its request id and not shown', async () => {
    const cache = fakeCache({
      preview: async () => {
        throw new Error('password=hunter2');
      },
    });
    const place = await startConsole({ cache });
    const viewer = await place.user('viewer');
    const request = requestOf(viewer, '/api/v1/previews', { body: { targets: { tags: ['x'] } } });
    const problem = await problemIn(await postPreview(request));
    expect(problem).toMatchObject({ status: 500, code: 'internal' });
    expect(JSON.stringify(problem)).not.toContain('hunter2');
    const line = place.logged.find((one) => one.msg === 'internal');
    expect(line).toMatchObject({
      requestId: problem.requestId,
      err: { message: 'password=hunter2' },
    });
  });

  test('Redis away is a 503 that says so', async () => {
    const away = Object.assign(new Error('Redis did not answer'), {
      name: 'FreshetError',
      code: 'store-unavailable',
    });
    const place = await startConsole({
      cache: fakeCache({ waves: async () => Promise.reject(away) }),
    });
    const answer = await getWaves(requestOf(await place.user('viewer'), '/api/v1/waves'));
    expect(await problemIn(answer)).toMatchObject({ status: 503, code: 'store-unavailable' });
  });

  test('a harmless request id of the caller is kept, another is replaced', async () => {
    await startConsole();
    const idFor = async (given: string) => {
      const request = requestOf({ headers: { 'x-request-id': given } }, '/api/v1/waves');
      return (await getWaves(request)).headers.get('x-request-id');
    };
    expect(await idFor('trace-12345678')).toBe('trace-12345678');
    expect(await idFor('a "quoted" one')).not.toContain('quoted');
  });
});

describe('input', () => {
  const cache = fakeCache({ preview: async () => impactOf(1) });
  const send = async (body: unknown, headers: Record<string, string> = {}) => {
    const viewer = await (await startConsole({ cache })).user('viewer');
    return postPreview(requestOf(viewer, '/api/v1/previews', { body, headers }));
  };

  test('a wrong field is named by its JSON pointer', async () => {
    const body = { targets: { tags: ['ok', ''], colour: 'red' } };
    const problem = await problemIn(await send(body));
    expect(problem).toMatchObject({ status: 400, code: 'invalid-input' });
    expect(problem.errors?.map((error) => error.pointer)).toContain('/targets/tags/1');
  });

  test('what is not JSON, not said to be JSON, or too large is refused', async () => {
    const code = async (body: unknown, headers?: Record<string, string>) =>
      (await problemIn(await send(body, headers))).code;
    expect(await code('{"targets":')).toBe('invalid-json');
    expect(await code('{}', { 'content-type': 'text/plain' })).toBe('unsupported-media-type');
    expect(await code(' '.repeat(8 * 1024 * 1024 + 1))).toBe('body-too-large');
  });

  test.each(['a/b', 'a%2Fb', '{"q":"*"}', '🦊/é', ' spaced ', 'a?b#c', 'percent%25'])(
    'the key %j arrives as it was written',
    async (key) => {
      const asked: string[] = [];
      const entry: Freshet['entry'] = async (name) => {
        asked.push(name);
        return null;
      };
      const tagMembers: Freshet['tagMembers'] = async (tag) => {
        asked.push(tag);
        return { members: [], total: 0, cursor: null };
      };
      const place = await startConsole({ cache: fakeCache({ entry, tagMembers }) });
      const viewer = await place.user('viewer');
      const encoded = encodeURIComponent(key);
      await getEntry(requestOf(viewer, `/api/v1/entries/${encoded}`));
      await getMembers(requestOf(viewer, `/api/v1/tags/${encoded}/members?limit=5`));
      expect(asked).toEqual([key, key]);
    },
  );

  test('a path that is not percent-encoded UTF-8 is refused', async () => {
    const viewer = await (await startConsole({ cache })).user('viewer');
    const answer = await getEntry(requestOf(viewer, '/api/v1/entries/%E0%A4'));
    expect(await problemIn(answer)).toMatchObject({ status: 400, code: 'invalid-input' });
  });

  test('a page says where the next one is', async () => {
    const waves: Freshet['waves'] = async () => ({ waves: [], cursor: '17-0' });
    const viewer = await (await startConsole({ cache: fakeCache({ waves }) })).user('viewer');
    const answer = await getWaves(requestOf(viewer, '/api/v1/waves?limit=2'));
    expect(answer.headers.get('link')).toBe('</api/v1/waves?limit=2&before=17-0>; rel="next"');
  });
});

describe('rate limits', () => {
  const policy = { name: 'test', quota: 2, windowMs: 10_000 };

  test('the quota is per caller and comes back with the window', () => {
    let now = 0;
    const limiter = createRateLimiter(() => now);
    expect([1, 2, 3].map(() => limiter.take(policy, 'ada').allowed)).toEqual([true, true, false]);
    expect(limiter.take(policy, 'bob').allowed).toBe(true);
    now = 9_500;
    const refused = limiter.take(policy, 'ada');
    expect(rateHeaders(policy, refused)).toEqual({
      'ratelimit-policy': '"test";q=2;w=10',
      ratelimit: '"test";r=0;t=1',
      'retry-after': '1',
    });
    now = 10_000;
    expect(limiter.take(policy, 'ada')).toMatchObject({ allowed: true, remaining: 1 });
  });

  test('its memory is bounded', () => {
    const limiter = createRateLimiter(() => 0, 100);
    for (let i = 0; i < 1_000; i++) limiter.take(policy, `caller-${i}`);
    expect(limiter.take(policy, 'caller-0').remaining).toBe(1);
    expect(limiter.take(policy, 'caller-999').remaining).toBe(0);
  });

  test('over the quota the API answers 429 with Retry-After', async () => {
    const waves: Freshet['waves'] = async () => ({ waves: [], cursor: null });
    const place = await startConsole({ cache: fakeCache({ waves }) });
    const viewer = await place.user('viewer');
    const ask = () => getWaves(requestOf(viewer, '/api/v1/waves'));
    expect((await ask()).headers.get('ratelimit')).toContain(`r=${policies.read.quota - 1}`);
    const { id } = await place.container.db.sql
      .selectFrom('user')
      .select('id')
      .executeTakeFirstOrThrow();
    for (let i = 1; i < policies.read.quota; i++)
      place.container.limiter.take(policies.read, `user:${id}`);
    const last = await ask();
    expect(last.headers.get('retry-after')).not.toBeNull();
    expect(await problemIn(last)).toMatchObject({ status: 429, code: 'rate-limited' });
  });
});
