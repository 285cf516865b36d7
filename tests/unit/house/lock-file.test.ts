import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findMissingBuilds } from '../../../scripts/lib/lock-file.mjs';

test('the lock names the builds for every platform, so that "npm ci" works on all of them', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const missing = findMissingBuilds(lock).map(({ name }) => name);
  expect(missing, 'run: node scripts/complete-lock.mjs').toEqual([]);
});

test('a missing build is found, one beside its package or above it is not missing', () => {
  const packages = {
    'node_modules/a': { optionalDependencies: { 'a-linux': '1.0.0', 'a-darwin': '1.0.0' } },
    'node_modules/a-linux': { version: '1.0.0' },
    'node_modules/b': { optionalDependencies: { 'b-linux': '2.0.0' } },
    'node_modules/b/node_modules/b-linux': { version: '2.0.0' },
  };
  expect(findMissingBuilds({ packages })).toEqual([
    { name: 'a-darwin', version: '1.0.0', dev: false },
  ]);
});
