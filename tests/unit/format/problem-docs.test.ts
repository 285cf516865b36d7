import { expect, it } from 'vitest';
import { problemDocs } from '@/lib/problem-docs';
import { problemKinds } from '@/server/http/problem';

it('every problem that the server can answer has a place on the page its type points to', () => {
  const missing = Object.keys(problemKinds).filter((code) => problemDocs[code] === undefined);
  expect(missing).toEqual([]);
});

it('the page documents no code that nothing can answer', () => {
  const clientCodes = ['unreachable', 'unexpected-answer'];
  const known = new Set([...Object.keys(problemKinds), ...clientCodes]);
  expect(Object.keys(problemDocs).filter((code) => !known.has(code))).toEqual([]);
});
