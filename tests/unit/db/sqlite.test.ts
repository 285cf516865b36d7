import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openSqlite } from '@/server/db/open';
import { durableContract } from '../../support/durable-contract';
import { eventsContract } from '../../support/events-contract';
import { peopleContract } from '../../support/people-contract';
import { plansContract } from '../../support/plans-contract';

async function setUp() {
  const dir = mkdtempSync(join(tmpdir(), 'freshet-db-'));
  return {
    open: () => openSqlite(join(dir, 'console.db')),
    drop: async () => rmSync(dir, { recursive: true, force: true }),
  };
}

durableContract('the embedded SQLite', setUp);
eventsContract('the embedded SQLite', setUp);
peopleContract('the embedded SQLite', setUp);
plansContract('the embedded SQLite', setUp);

test('the embedded database is durable at every commit and readable by its owner only', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'freshet-db-'));
  const file = join(dir, 'deep', 'console.db');
  const database = openSqlite(file);
  const pragma = async (name: string) =>
    Object.values((await sql.raw(`pragma ${name}`).execute(database.sql)).rows[0] ?? {})[0];
  expect(await pragma('journal_mode')).toBe('wal');
  expect(await pragma('synchronous')).toBe(2);
  expect(await pragma('foreign_keys')).toBe(1);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await database.close();
  rmSync(dir, { recursive: true, force: true });
});
