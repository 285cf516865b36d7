// What the durable side promises, on every database: run by tests/unit/db (SQLite) and tests/integration/api (Postgres).
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SystemActor } from '@/server/auth/actor';
import { createAuth } from '@/server/auth/auth';
import { consumeSetupToken, createSetupToken } from '@/server/auth/setup-link';
import { createToken, revokeToken, verifyToken } from '@/server/auth/tokens';
import { storeUser } from '@/server/auth/users';
import { createAudit } from '@/server/audit/audit';
import { hashRow } from '@/server/audit/chain';
import { migrate } from '@/server/db/migrate';
import type { Database } from '@/server/db/open';
import { claimKey, keepAnswer, releaseKey } from '@/server/http/idempotency';

const actor: SystemActor = { kind: 'system', id: 'test', name: 'test', via: 'process' };
const entry = (requestId: string) => ({
  actor,
  action: 'cache.purge',
  scope: { tags: ['category:shoes'] },
  reason: 'prices',
  requestId,
});
const person = {
  email: 'ada@example.com',
  name: 'Ada',
  password: 'correct horse battery',
  role: 'operator',
} as const;

/** `open` connects to the same new, empty database as often as it is called within one test. */
export function durableContract(
  name: string,
  setUp: () => Promise<{ open: () => Database; drop: () => Promise<void> }>,
  options: { skip?: boolean } = {},
): void {
  describe.skipIf(options.skip)(`the durable side on ${name}`, () => {
    let database: Database;
    let second: Database;
    let drop: () => Promise<void>;
    beforeEach(async () => {
      const place = await setUp();
      database = place.open();
      second = place.open();
      drop = place.drop;
      // Two processes that start together prepare the same database.
      await Promise.all([migrate(database), migrate(second)]);
    });
    afterEach(async () => {
      await database.close();
      await second.close();
      await drop();
    });

    async function writeFive(): Promise<void> {
      const audit = createAudit(database);
      const first = await audit.intent(entry('r-1'));
      await audit.outcome(first, { outcome: 'done', waveId: 'w1', detail: { invalidated: 3 } });
      await audit.refusal({ ...entry('r-2'), detail: { code: 'forbidden' } });
      const failed = await audit.intent(entry('r-3'));
      await audit.outcome(failed, { outcome: 'failed' });
    }
    async function unseal(): Promise<void> {
      const drops =
        database.kind === 'postgres'
          ? ['drop trigger audit_no_change on audit']
          : ['drop trigger audit_no_update', 'drop trigger audit_no_delete'];
      for (const text of drops) await sql.raw(text).execute(database.sql);
    }

    test('preparing the database again changes nothing', async () => {
      await migrate(database);
      await writeFive();
      await migrate(second);
      expect(await createAudit(second).verify()).toEqual({ ok: true, rows: 5, firstBad: null });
    });

    test('the audit refuses UPDATE and DELETE', async () => {
      await writeFive();
      const update = database.sql.updateTable('audit').set({ reason: 'none' }).execute();
      await expect(update).rejects.toThrow('append-only');
      await expect(database.sql.deleteFrom('audit').execute()).rejects.toThrow('append-only');
      expect(await createAudit(database).verify()).toMatchObject({ ok: true, rows: 5 });
    });

    test('control: without the trigger both would pass', async () => {
      await writeFive();
      await unseal();
      await database.sql.deleteFrom('audit').where('seq', '=', 5).execute();
      expect(await createAudit(database).verify()).toMatchObject({ ok: false });
    });

    test.each(['reason', 'actor_name', 'outcome', 'at', 'scope', 'wave_id'] as const)(
      'the chain names the row whose %s was altered',
      async (column) => {
        await writeFive();
        await unseal();
        const change = { [column]: 'x' };
        await database.sql.updateTable('audit').set(change).where('seq', '=', 2).execute();
        expect(await createAudit(database).verify()).toEqual({
          ok: false,
          rows: 1,
          firstBad: { seq: 2, why: 'row 2 was changed after it was written' },
        });
      },
    );

    test('the chain names a row that was removed, also the last', async () => {
      await writeFive();
      await unseal();
      await database.sql.deleteFrom('audit').where('seq', '=', 5).execute();
      const cut = await createAudit(database).verify();
      expect(cut.firstBad).toEqual({ seq: 5, why: 'row 5 and what followed it are missing' });
      await database.sql.deleteFrom('audit').where('seq', '=', 3).execute();
      const hole = await createAudit(database).verify();
      expect(hole.firstBad).toEqual({ seq: 3, why: 'row 3 is missing' });
    });

    test('an altered row with a new hash of its own breaks the row after it', async () => {
      await writeFive();
      await unseal();
      const row = await database.sql
        .selectFrom('audit')
        .selectAll()
        .where('seq', '=', 2)
        .executeTakeFirstOrThrow();
      const { hash: _hash, ...unsealed } = { ...row, reason: 'forged' };
      const forged = { reason: 'forged', hash: hashRow(unsealed) };
      await database.sql.updateTable('audit').set(forged).where('seq', '=', 2).execute();
      expect((await createAudit(database).verify()).firstBad).toMatchObject({ seq: 3 });
    });

    test('two processes that write at once do not fork the chain', async () => {
      const here = createAudit(database);
      const there = createAudit(second);
      const writes = Array.from({ length: 30 }, (_, i) => [
        here.intent(entry(`here-${i}`)),
        there.intent(entry(`there-${i}`)),
      ]);
      await Promise.all(writes.flat());
      expect(await here.verify()).toEqual({ ok: true, rows: 60, firstBad: null });
    });

    test('an intent has one outcome, and reads as unknown until then', async () => {
      const audit = createAudit(database);
      const id = await audit.intent(entry('r-1'));
      expect((await audit.list({ limit: 5 })).rows).toMatchObject([{ id, outcome: 'unknown' }]);
      await audit.outcome(id, { outcome: 'done', waveId: 'w9', detail: { n: 1 } });
      await expect(audit.outcome(id, { outcome: 'failed' })).rejects.toThrow('audit store');
      expect((await audit.list({ limit: 5 })).rows).toMatchObject([
        { id, outcome: 'done', waveId: 'w9', detail: { n: 1 }, reason: 'prices' },
      ]);
    });

    test('audit rows are found by text, action and outcome, and paged', async () => {
      await writeFive();
      const audit = createAudit(database);
      const all = await audit.list({ limit: 2 });
      expect(all).toMatchObject({
        total: 3,
        rows: [{ outcome: 'failed' }, { outcome: 'refused' }],
      });
      const rest = await audit.list({ limit: 2, before: all.cursor ?? 0 });
      expect(rest).toMatchObject({ cursor: null, rows: [{ outcome: 'done', waveId: 'w1' }] });
      const total = async (filter: Partial<Parameters<typeof audit.list>[0]>) =>
        (await audit.list({ limit: 9, ...filter })).total;
      expect(await total({ search: 'CATEGORY:shoes' })).toBe(3);
      expect(await total({ search: 'w1' })).toBe(1);
      expect(await total({ search: '%' })).toBe(0);
      expect(await total({ outcome: 'refused' })).toBe(1);
      expect(await total({ action: 'cache.warm' })).toBe(0);
    });

    test('a person made here signs in there, a wrong password does not, a closed account neither', async () => {
      await storeUser(database, person);
      await expect(storeUser(second, person)).rejects.toMatchObject({ code: 'email-taken' });
      const url = 'http://localhost:3000';
      const secret = 'a-secret-of-the-tests-0123456789abcdef';
      const auth = createAuth({ database: second, url, secret, log: () => undefined });
      const signIn = (password: string) =>
        auth.handler(
          new Request(`${url}/api/auth/sign-in/email`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', origin: url },
            body: JSON.stringify({ email: person.email, password }),
          }),
        );
      expect((await signIn('wrong password')).status).toBe(401);
      const answer = await signIn(person.password);
      expect(answer.status).toBe(200);
      const headers = new Headers({
        cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '',
      });
      expect((await auth.api.getSession({ headers }))?.user).toMatchObject({ role: 'operator' });
      const banned = database.kind === 'postgres' ? true : 1;
      await database.sql.updateTable('user').set({ banned }).execute();
      expect((await signIn(person.password)).status).toBe(403);
    });

    test('nobody signs up by themselves', async () => {
      const url = 'http://localhost:3000';
      const secret = 'a-secret-of-the-tests-0123456789abcdef';
      const auth = createAuth({ database, url, secret, log: () => undefined });
      const answer = await auth.handler(
        new Request(`${url}/api/auth/sign-up/email`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: url },
          body: JSON.stringify({ ...person, role: 'admin' }),
        }),
      );
      expect(answer.status).toBe(400);
      expect(await database.sql.selectFrom('user').selectAll().execute()).toEqual([]);
    });

    test('a set-up link makes one administrator, also when two people use it at once', async () => {
      const token = await createSetupToken(database);
      expect(token).not.toBeNull();
      const claim = (place: Database, email: string) =>
        storeUser(place, { ...person, email, role: 'admin' }, (trx) =>
          consumeSetupToken(trx, place.kind, token ?? ''),
        );
      const claims = await Promise.allSettled([
        claim(database, 'one@example.com'),
        claim(second, 'two@example.com'),
      ]);
      expect(claims.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(await database.sql.selectFrom('user').select('role').execute()).toEqual([
        { role: 'admin' },
      ]);
      expect(await createSetupToken(database)).toBeNull();
      const stored = await database.sql.selectFrom('verification').selectAll().execute();
      expect(JSON.stringify(stored)).not.toContain(token);
    });

    test('a token works until it expires or is revoked, and its secret is not stored', async () => {
      const soon = new Date(Date.now() + 60_000);
      const wanted = { name: 'ci', scopes: ['events:write'], createdBy: 'ada' } as const;
      const { token, secret } = await createToken(database, { ...wanted, expiresAt: soon });
      expect(secret).toMatch(/^frs_[\w-]{43}$/);
      expect(await verifyToken(second, secret)).toMatchObject({
        kind: 'token',
        name: 'ci',
        scopes: ['events:write'],
      });
      await expect(verifyToken(database, `${secret}x`)).rejects.toMatchObject({
        code: 'token-invalid',
      });
      const late = new Date(soon.getTime() + 1);
      await expect(verifyToken(database, secret, late)).rejects.toMatchObject({
        code: 'token-expired',
      });
      expect(await revokeToken(database, token.id)).toMatchObject({
        lastUsedAt: expect.any(String),
      });
      await expect(verifyToken(second, secret)).rejects.toMatchObject({ code: 'token-revoked' });
      const rows = await database.sql.selectFrom('api_token').selectAll().execute();
      expect(JSON.stringify(rows)).not.toContain(secret);
    });

    test('of two requests with one Idempotency-Key one acts; repeats get its answer for 24 h', async () => {
      const claim = { actor: 'user:1', key: 'key-00001', route: 'POST /x', body: '{"a":1}' };
      const both = await Promise.allSettled([claimKey(database, claim), claimKey(second, claim)]);
      expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
      expect(both.find((one) => one.status === 'rejected')).toMatchObject({
        reason: { code: 'idempotency-in-progress' },
      });
      await keepAnswer(database, claim, { status: 200, response: '{"ok":true}' });
      expect(await claimKey(second, claim)).toEqual({ status: 200, response: '{"ok":true}' });
      await expect(claimKey(second, { ...claim, body: '{"a":2}' })).rejects.toMatchObject({
        code: 'idempotency-mismatch',
      });
      await expect(claimKey(second, { ...claim, route: 'POST /y' })).rejects.toMatchObject({
        code: 'idempotency-mismatch',
      });
      expect(await claimKey(second, { ...claim, actor: 'user:2' })).toBeNull();
      const tomorrow = new Date(Date.now() + 24 * 3_600_000 + 1_000);
      expect(await claimKey(second, claim, tomorrow)).toBeNull();
    });

    test('a key that was given back, or whose process died, may be used again', async () => {
      const claim = { actor: 'user:1', key: 'key-00002', route: 'POST /x', body: '' };
      await claimKey(database, claim);
      await releaseKey(database, claim);
      expect(await claimKey(database, claim)).toBeNull();
      const later = new Date(Date.now() + 16 * 60_000);
      expect(await claimKey(database, claim, later)).toBeNull();
    });
  });
}
