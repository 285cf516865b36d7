// What holds for people and settings, on every database: run by tests/unit/db (SQLite) and tests/integration/api (Postgres).
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAuth } from '@/server/auth/auth';
import {
  changeUser,
  hasPassword,
  listUsers,
  makePassword,
  requireUser,
  setPassword,
} from '@/server/auth/people';
import { storeUser } from '@/server/auth/users';
import { migrate } from '@/server/db/migrate';
import type { Database } from '@/server/db/open';
import { readSetting } from '@/server/queries/read-setting';

const password = 'correct horse battery';
const url = 'http://localhost:3000';

export function peopleContract(
  name: string,
  setUp: () => Promise<{ open: () => Database; drop: () => Promise<void> }>,
  options: { skip?: boolean } = {},
): void {
  describe.skipIf(options.skip)(`people and settings on ${name}`, () => {
    let db: Database;
    let second: Database;
    let drop: () => Promise<void>;
    beforeEach(async () => {
      const place = await setUp();
      db = place.open();
      second = place.open();
      drop = place.drop;
      await migrate(db);
    });
    afterEach(async () => {
      await db.close();
      await second.close();
      await drop();
    });
    const make = (email: string, role: 'admin' | 'viewer' = 'admin') =>
      storeUser(db, { email, name: email, password, role });
    async function signIn(email: string, given = password) {
      const secret = 'a-secret-of-the-tests-0123456789abcdef';
      const auth = createAuth({ database: db, url, secret, log: () => undefined });
      const answer = await auth.handler(
        new Request(`${url}/api/auth/sign-in/email`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin: url },
          body: JSON.stringify({ email, password: given }),
        }),
      );
      const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
      const session = () => auth.api.getSession({ headers: new Headers({ cookie }) });
      return { status: answer.status, session };
    }

    test('the last administrator can be neither demoted nor closed, also when two try it at once', async () => {
      const ada = await make('ada@example.com');
      await make('eve@example.com', 'viewer');
      await expect(changeUser(db, ada, { role: 'viewer' })).rejects.toMatchObject({
        code: 'last-admin',
      });
      await expect(changeUser(db, ada, { disabled: true })).rejects.toMatchObject({
        code: 'last-admin',
      });
      const bob = await make('bob@example.com');
      const both = await Promise.allSettled([
        changeUser(db, ada, { role: 'operator' }),
        changeUser(second, bob, { disabled: true }),
      ]);
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const open = (await listUsers(db)).filter(
        ({ role, disabled }) => role === 'admin' && !disabled,
      );
      expect(open).toHaveLength(1);
      // Control: with another administrator the change passes.
      await make('eva@example.com');
      await changeUser(db, open[0]?.id ?? '', { role: 'viewer' });
    });

    test('a closed account is signed out at once and cannot sign in, until it is opened again', async () => {
      await make('ada@example.com');
      const id = await make('bob@example.com', 'viewer');
      const before = await signIn('bob@example.com');
      expect(await before.session()).not.toBeNull();
      await changeUser(db, id, { disabled: true });
      expect(await before.session()).toBeNull();
      expect((await signIn('bob@example.com')).status).toBe(403);
      expect(await requireUser(db, id)).toMatchObject({ disabled: true, lastSeenAt: null });
      await changeUser(db, id, { disabled: false });
      expect((await signIn('bob@example.com')).status).toBe(200);
      expect((await requireUser(db, id)).lastSeenAt).not.toBeNull();
    });

    test('a new password ends every other session, and the old one no longer works', async () => {
      const id = await make('ada@example.com');
      const here = await signIn('ada@example.com');
      const there = await signIn('ada@example.com');
      const kept = (await here.session())?.session.token ?? null;
      const next = makePassword();
      await setPassword(db, id, next, kept);
      expect(await here.session()).not.toBeNull();
      expect(await there.session()).toBeNull();
      expect((await signIn('ada@example.com')).status).toBe(401);
      expect((await signIn('ada@example.com', next)).status).toBe(200);
      expect(await hasPassword(db, id, password)).toBe(false);
      await setPassword(db, id, password);
      expect(await here.session()).toBeNull();
    });

    test('a setting kept in a form that no longer fits counts as not set', async () => {
      const keep = (value: string) =>
        db.sql
          .insertInto('setting')
          .values({ name: 'retention', value, updated_by: 'Ada', updated_at: '2026-01-01' })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
          .execute();
      expect(await readSetting({ db }, 'retention')).toMatchObject({ changed: null });
      await keep('{"eventDays":7}');
      expect(await readSetting({ db: second }, 'retention')).toMatchObject({
        value: { eventDays: 7 },
        changed: { by: 'Ada' },
      });
      await keep('{"eventDays":"many"}');
      expect(await readSetting({ db }, 'retention')).toMatchObject({ value: { eventDays: 30 } });
    });
  });
}

test('made passwords are long, readable and never the same', () => {
  const made = Array.from({ length: 200 }, makePassword);
  expect(new Set(made).size).toBe(200);
  for (const one of made)
    expect(one).toMatch(/^(?:[a-km-np-zA-HJ-NP-Z2-9]{4}-){3}[a-km-np-zA-HJ-NP-Z2-9]{4}$/);
});
