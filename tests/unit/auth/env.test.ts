import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readSecret } from '@/server/auth/secret';
import { readEnv } from '@/server/env';

describe('the environment', () => {
  test('nothing set: the embedded database and a Redis on loopback', () => {
    expect(readEnv({})).toMatchObject({
      redisUrl: 'redis://127.0.0.1:6379',
      databaseUrl: null,
      namespace: 'shop',
      url: 'http://localhost:3000',
    });
    expect(readEnv({ PORT: '4000', DATABASE_URL: '' })).toMatchObject({
      databaseUrl: null,
      url: 'http://localhost:4000',
    });
    expect(readEnv({ FRESHET_URL: 'https://cache.example.com/' }).url).toBe(
      'https://cache.example.com',
    );
  });

  test('every variable that is wrong is named at once, with how it should look', () => {
    const read = () =>
      readEnv({
        PORT: 'http',
        REDIS_URL: 'localhost',
        DATABASE_URL: 'mysql://x',
        FRESHET_SECRET: 'x',
      });
    expect(read).toThrow(/PORT:/);
    expect(read).toThrow('REDIS_URL: must be an address such as redis://127.0.0.1:6379');
    expect(read).toThrow('DATABASE_URL: must be an address such as postgres://');
    expect(read).toThrow('FRESHET_SECRET: must have at least 32 characters');
  });
});

describe('the secret', () => {
  test('is made once, readable by its owner only, and kept', () => {
    const dir = mkdtempSync(join(tmpdir(), 'freshet-secret-'));
    const data = join(dir, 'data');
    const secret = readSecret(null, data);
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(readSecret(null, data)).toBe(secret);
    expect(readFileSync(join(data, 'secret'), 'utf8').trim()).toBe(secret);
    expect(statSync(join(data, 'secret')).mode & 0o777).toBe(0o600);
    expect(readSecret('given', data)).toBe('given');
    writeFileSync(join(data, 'secret'), '');
    expect(() => readSecret(null, data)).toThrow('is damaged');
    rmSync(dir, { recursive: true, force: true });
  });
});
