// One user per role for the demo: `node scripts/run.mjs scripts/seed-users.ts [--json]`. Passwords come from
// FRESHET_VIEWER_PASSWORD, FRESHET_OPERATOR_PASSWORD and FRESHET_ADMIN_PASSWORD, else they are made once and kept in the
// data dir (owner only), so that a second start can print them again. Users that exist are left as they are.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Role, roles } from '@/lib/contract';
import { isRefusal } from '@/server/auth/refusal';
import { type Container, createContainer } from '@/server/container';
import { readEnv } from '@/server/env';
import { contextFor } from '@/server/http/context';
import { createUser } from '@/server/operations/create-user';

interface Seeded {
  role: Role;
  email: string;
  /** Null when the user was there already and nothing here knows the password. */
  password: string | null;
  created: boolean;
}

const keptSchema = z.partialRecord(z.enum(roles), z.string());

function readPasswords(file: string): Partial<Record<Role, string>> {
  const kept = existsSync(file) ? keptSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
  for (const role of roles) {
    const given = process.env[`FRESHET_${role.toUpperCase()}_PASSWORD`];
    if (given) kept[role] = given;
  }
  return kept;
}

async function seedUser(
  container: Container,
  role: Role,
  known: string | undefined,
): Promise<Seeded> {
  const email = `${role}@freshet.test`;
  const password = known ?? randomBytes(9).toString('base64url');
  const actor = { kind: 'system', id: 'seed', name: 'seed-users', via: 'process' } as const;
  try {
    const name = `${role[0]?.toUpperCase()}${role.slice(1)}`;
    const context = contextFor(container, actor, `seed-${role}`);
    await createUser(context, { email, name, password, role });
    return { role, email, password, created: true };
  } catch (error) {
    if (!isRefusal(error) || error.code !== 'email-taken') throw error;
    return { role, email, password: known ?? null, created: false };
  }
}

async function main(): Promise<void> {
  const container = createContainer(readEnv());
  try {
    await container.ready();
    const file = join(container.env.dataDir, 'demo-users.json');
    const known = readPasswords(file);
    const seeded: Seeded[] = [];
    for (const role of roles) seeded.push(await seedUser(container, role, known[role]));
    const kept = seeded.filter((user) => user.password !== null);
    const text = JSON.stringify(Object.fromEntries(kept.map((user) => [user.role, user.password])));
    writeFileSync(file, `${text}\n`, { mode: 0o600 });
    process.stdout.write(
      process.argv.includes('--json') ? `${JSON.stringify(seeded)}\n` : tell(seeded),
    );
  } finally {
    await container.close();
  }
}

function tell(seeded: readonly Seeded[]): string {
  const lines = seeded.map(
    ({ role, email, password }) =>
      `${role.padEnd(9)} ${email.padEnd(24)} ${password ?? '(made earlier, password not known here)'}`,
  );
  return `${lines.join('\n')}\n`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
