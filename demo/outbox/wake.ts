// How the relay learns that there is something to do. Only a hint: the outbox table itself is the truth.
import { Client } from 'pg';
import { type ShopDatabase, openSqliteFile } from '../db/open';
import { OUTBOX_CHANNEL } from '../db/outbox-postgres';

export interface Wake {
  /** Where things stand; take it before looking into the outbox, or a change in between is missed. */
  mark(): number;
  /** Resolves when something may have been written since the mark, at the latest after a second. */
  changedSince(mark: number): Promise<void>;
  close(): Promise<void>;
}

const POLL_MS = 25;
const LOOK_ANYWAY_MS = 1000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function waitUntil(changed: () => boolean): Promise<void> {
  const deadline = performance.now() + LOOK_ANYWAY_MS;
  while (!changed() && performance.now() < deadline) await pause(POLL_MS);
}

/** SQLite tells a connection when another one has committed: a number, read in 5 µs from memory. */
export function wakeOnSqlite(file: string): Wake {
  const database = openSqliteFile(file);
  const statement = database.prepare('pragma data_version');
  let open = true;
  function read(): number {
    const row: unknown = statement.all([])[0];
    return typeof row === 'object' && row !== null && 'data_version' in row
      ? Number(row.data_version)
      : 0;
  }
  return {
    mark: read,
    changedSince: (mark) => waitUntil(() => !open || read() !== mark),
    async close() {
      open = false;
      await pause(POLL_MS * 2);
      database.close();
    },
  };
}

/** Postgres delivers NOTIFY when the writing transaction commits. A lost connection is made anew. */
export function wakeOnPostgres(address: string): Wake {
  let heard = 0;
  let open = true;
  let client: Client | null = null;
  const waiting = new Set<() => void>();
  const hear = () => {
    heard++;
    for (const wakeUp of waiting) wakeUp();
  };
  async function listen(): Promise<void> {
    if (!open) return;
    const next = new Client({ connectionString: address });
    client = next;
    let gone = false;
    const retry = () => {
      if (gone) return;
      gone = true;
      setTimeout(() => void listen(), LOOK_ANYWAY_MS).unref();
    };
    next.on('notification', hear);
    next.on('error', retry);
    next.on('end', retry);
    try {
      await next.connect();
      await next.query(`listen ${OUTBOX_CHANNEL}`);
      hear();
    } catch {
      retry();
    }
  }
  void listen();
  return {
    mark: () => heard,
    changedSince: (mark) =>
      new Promise((resolve) => {
        if (!open || heard !== mark) {
          resolve();
          return;
        }
        const done = () => {
          clearTimeout(timer);
          waiting.delete(done);
          resolve();
        };
        const timer = setTimeout(done, LOOK_ANYWAY_MS);
        waiting.add(done);
      }),
    async close() {
      open = false;
      for (const wakeUp of waiting) wakeUp();
      await client?.end();
    },
  };
}

export const openWake = (database: ShopDatabase): Wake =>
  database.kind === 'postgres' ? wakeOnPostgres(database.source) : wakeOnSqlite(database.source);
