import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAudit } from '@/server/audit/audit';
import { migrate } from '@/server/db/migrate';
import { openSqlite } from '@/server/db/open';
import { forkScript } from '../../support/process';
import { waitFor } from '../../support/wait-for';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'freshet-processes-'));
  file = join(dir, 'console.db');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));
const fork = () => forkScript('tests/support/scripts/audit-writer.ts', [file]);

test('processes that prepare and write one file at once lose nothing and do not fork the chain', async () => {
  const processes = await Promise.all([fork(), fork(), fork()]);
  await Promise.all(processes.map((one) => one.call('prepare')));
  const written = await Promise.all(processes.map((one) => one.call<string[]>('write', 50)));
  await Promise.all(processes.map((one) => one.kill()));
  const database = openSqlite(file);
  expect(await createAudit(database).verify()).toEqual({ ok: true, rows: 150, firstBad: null });
  const rows = await database.sql.selectFrom('audit').select('id').execute();
  expect(new Set(rows.map((row) => row.id))).toEqual(new Set(written.flat()));
  await database.close();
}, 60_000);

test('a process killed while it writes leaves every acknowledged row and a whole chain', async () => {
  const writer = await fork();
  await writer.call('prepare');
  void writer.call('writeForever').catch(() => undefined);
  await waitFor('rows', () => writer.emitted('written').length > 50, { timeoutMs: 20_000 });
  await writer.kill('SIGKILL');
  const acknowledged = writer.emitted<string>('written');
  const database = openSqlite(file);
  await migrate(database);
  const chain = await createAudit(database).verify();
  expect(chain).toMatchObject({ ok: true, firstBad: null });
  const rows = await database.sql.selectFrom('audit').select('id').execute();
  const ids = new Set(rows.map((row) => row.id));
  expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
  await database.close();
}, 60_000);
