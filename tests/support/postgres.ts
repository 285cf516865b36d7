// A real, private Postgres for tests: DATABASE_TEST_URL, else `postgres` started as a child process. Says why when there
// is none.
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { freePort } from '../../scripts/lib/ports.mjs';
import { waitFor } from './wait-for';

const run = promisify(execFile);

export interface PostgresForTests {
  from: string;
  /** A new, empty database. */
  createDatabase(): Promise<string>;
  close(): Promise<void>;
}

/** The server, or the reason why there is none. */
export async function startPostgres(): Promise<PostgresForTests | string> {
  const given = process.env.DATABASE_TEST_URL;
  if (given) return { from: 'DATABASE_TEST_URL', ...databasesOf(given), close: async () => {} };
  const bin = findBin();
  if (!bin) return 'no initdb on PATH or under /usr/lib/postgresql, and no DATABASE_TEST_URL';
  const owner = findOwner();
  if (!owner) return 'running as root, and there is no user postgres or nobody to run it as';
  return startServer(bin, owner);
}

function findBin(): string | null {
  const versions = '/usr/lib/postgresql';
  const packaged = existsSync(versions)
    ? readdirSync(versions)
        .toSorted()
        .toReversed()
        .map((version) => join(versions, version, 'bin'))
    : [];
  const onPath = (process.env.PATH ?? '').split(delimiter);
  return (
    [...packaged, ...onPath].find((dir) => dir !== '' && existsSync(join(dir, 'initdb'))) ?? null
  );
}

/** Postgres refuses to run as root. */
function findOwner(): { uid?: number; gid?: number } | null {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // Not a user of this machine; try the next.
    }
  }
  return null;
}

async function startServer(
  bin: string,
  owner: { uid?: number; gid?: number },
): Promise<PostgresForTests> {
  const dir = mkdtempSync(join(tmpdir(), 'freshet-postgres-'));
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(dir, owner.uid, owner.gid);
  const data = join(dir, 'data');
  const flags = ['-D', data, '-U', 'freshet', '-A', 'trust', '-E', 'UTF8', '--no-sync'];
  await run(join(bin, 'initdb'), flags, { ...owner, cwd: dir });
  const port = await freePort();
  // Nobody pulls the plug on a test's database: without fsync it starts, and ends, many times faster.
  const options = ['listen_addresses=127.0.0.1', `unix_socket_directories=${dir}`, 'fsync=off'];
  const settings = options.flatMap((option) => ['-c', option]);
  const child = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings], {
    ...owner,
    cwd: dir,
    stdio: 'ignore',
  });
  const url = `postgres://freshet@127.0.0.1:${port}/postgres`;
  await waitFor('Postgres to answer', () => ask(url, 'select 1').then(() => true), {
    timeoutMs: 20_000,
    everyMs: 50,
  });
  return { from: 'a child process', ...databasesOf(url), close: () => stopServer(child, dir) };
}

async function stopServer(child: ChildProcess, dir: string): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGINT');
  await exited;
  rmSync(dir, { recursive: true, force: true });
}

function databasesOf(url: string): Pick<PostgresForTests, 'createDatabase'> {
  let count = 0;
  return {
    async createDatabase() {
      const name = `freshet_${process.pid}_${count++}_${Date.now()}`;
      await ask(url, `create database ${name}`);
      const created = new URL(url);
      created.pathname = `/${name}`;
      return created.href;
    },
  };
}

async function ask(url: string, text: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query(text);
  } finally {
    await client.end().catch(() => undefined);
  }
}
