import { expect, test } from 'vitest';
import { GET as getGraph } from '@/app/api/v1/graph/route';
import { GET as getGraphCount } from '@/app/api/v1/graph/count/route';
import { problemIn, requestOf, startConsole } from '../../support/console';
import { fakeCache } from '../../support/fake-cache';

test.each([
  ['graph', getGraph],
  ['graph/count', getGraphCount],
])(
  'a selector that cannot be read is refused by %s at the character, with the fix',
  async (route, get) => {
    const place = await startConsole({ cache: fakeCache({}) });
    const address = `/api/v1/${route}?select=${encodeURIComponent('tag:a state:old')}`;
    const problem = await problemIn(await get(requestOf(await place.user('viewer'), address)));
    expect(problem).toMatchObject({
      status: 400,
      code: 'invalid-input',
      errors: [{ pointer: '/select', detail: expect.stringContaining('character 13: ') }],
      fault: { at: 12, length: 3, fix: 'write one of fresh, stale, loading' },
    });
  },
);

test('a focus and a selector at once are refused', async () => {
  const place = await startConsole({ cache: fakeCache({}) });
  const request = requestOf(await place.user('viewer'), '/api/v1/graph?focus=key:a&select=key:b');
  expect(await problemIn(await getGraph(request))).toMatchObject({
    status: 400,
    detail: expect.stringContaining('not both'),
  });
});
