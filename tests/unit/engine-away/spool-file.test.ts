// The file behind the spool, on a real disk.
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSpoolFile } from '@/server/redis/spool-file';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'freshet-spool-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));
const path = () => join(dir, 'shop.spool');

test('what was appended is there at the next start, in order; what was cleared is not', async () => {
  const first = openSpoolFile(dir, 'shop');
  await Promise.all(['{"a":1}', '{"b":"ä\\n"}', '{"c":3}'].map((line) => first.append(line)));
  await first.close();
  const second = openSpoolFile(dir, 'shop');
  expect(second.recovered).toEqual(['{"a":1}', '{"b":"ä\\n"}', '{"c":3}']);
  await second.clear();
  await second.append('{"d":4}');
  await second.close();
  const third = openSpoolFile(dir, 'shop');
  expect(third.recovered).toEqual(['{"d":4}']);
  await third.close();
});

test('a torn last line is dropped, and the next one begins on a line of its own', async () => {
  const first = openSpoolFile(dir, 'shop');
  await first.append('{"a":1}');
  await first.close();
  appendFileSync(path(), '0123abcd {"b":');
  const second = openSpoolFile(dir, 'shop');
  expect(second.recovered).toEqual(['{"a":1}']);
  await second.append('{"c":3}');
  await second.close();
  expect(readFileSync(path(), 'utf8').match(/\{.*\}/g)).toEqual(['{"a":1}', '{"c":3}']);
});

test('a line that was damaged is told as such, those around it are kept', async () => {
  const first = openSpoolFile(dir, 'shop');
  for (const line of ['{"a":1}', '{"b":2}', '{"c":3}']) await first.append(line);
  await first.close();
  writeFileSync(path(), readFileSync(path(), 'utf8').replace('{"b":2}', '{"b":9}'));
  const second = openSpoolFile(dir, 'shop');
  expect(second.recovered).toEqual(['{"a":1}', null, '{"c":3}']);
  await second.close();
});

test('one at a time; a lock whose process is gone is taken over', async () => {
  const first = openSpoolFile(dir, 'shop');
  expect(() => openSpoolFile(dir, 'shop')).toThrow(/spoolDir is in use by process/);
  const other = openSpoolFile(dir, 'other');
  await other.close();
  await first.close();
  // The same number, another start: what a restarted container sees of its own earlier life.
  writeFileSync(join(dir, 'shop.lock'), `${process.pid} 1`);
  const second = openSpoolFile(dir, 'shop');
  await second.close();
});
