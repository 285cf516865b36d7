import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { HEADER_BYTES, OFFSET } from '@/server/engine/entry';
import { lua } from '@/server/redis/lua.generated';
import { renderLua } from '@/scripts/embed-lua';

const folder = new URL('../../../server/redis/lua/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.lua'));

test('the embedded scripts are the scripts (npm run lua)', () => {
  const made = readFileSync(
    new URL('../../../server/redis/lua.generated.ts', import.meta.url),
    'utf8',
  );
  expect(made).toBe(renderLua());
});

describe.each(files)('%s', (file) => {
  const text = readFileSync(new URL(file, folder), 'utf8');
  const header = text
    .split('\n')
    .filter((line) => line.startsWith('--'))
    .join('\n');

  test('says its keys, its returns and why it is atomic', () => {
    expect(text).toMatch(/^#!lua/);
    expect(header).toMatch(/-- KEYS/);
    expect(header).toMatch(/-- Returns /);
    expect(header).toMatch(/-- Atomic because: /);
  });

  test('every argument it reads is described', () => {
    const body = text
      .split('\n')
      .filter((line) => !line.startsWith('--'))
      .join('\n');
    for (const [, index] of body.matchAll(/ARGV\[(\d+)\]/g)) {
      expect(header, `ARGV[${index}] of ${file}`).toContain(`ARGV[${index}`);
    }
  });
});

test('the byte offsets in the scripts are those of the entry format', () => {
  expect(HEADER_BYTES).toBe(104);
  const readsHead = Object.values(lua).filter((text) => text.includes('0, 103)'));
  expect(readsHead.length).toBeGreaterThanOrEqual(4);
  expect([OFFSET.waiters, OFFSET.staleSince, OFFSET.leaseToken, OFFSET.leaseEnd]).toEqual([
    4, 48, 56, 72,
  ]);
  expect(lua.renew).toContain(`${OFFSET.leaseToken}, ${OFFSET.leaseToken + 15})`);
  expect(lua.renew).toContain(`KEYS[1], ${OFFSET.leaseEnd}, struct.pack`);
  expect(lua.cut).toContain(`key, ${OFFSET.staleSince}, struct.pack`);
  expect(lua['mark-cut']).toContain(`key, ${OFFSET.staleSince}, struct.pack`);
  expect(lua.acquire).toContain(`struct.unpack('>dddddd', head, ${OFFSET.generation + 1})`);
  expect(lua.publish).toContain(`KEYS[1], ${OFFSET.createdAt}, struct.pack('>ddd'`);
});
