// The file behind the spool: one line per invalidation, on disk before `append` resolves. One process at a time.
//   <namespace>.spool   <checksum> <record as JSON>\n …    a torn last line (killed while writing) was never answered: cut off
//   <namespace>.lock    the process that has it
import { hash } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { FreshetError } from '../engine/errors';
import type { SpoolFile } from '../engine/ports';

/**
 * Opens the spool of a namespace in `dir`, made if need be. Throws `invalid-option` when another living process has it, or
 * when the folder cannot be written.
 */
export function openSpoolFile(dir: string, ns: string): SpoolFile {
  const path = join(dir, `${ns}.spool`);
  const lockPath = join(dir, `${ns}.lock`);
  try {
    mkdirSync(dir, { recursive: true });
    takeLock(lockPath);
    return new FsSpoolFile(path, lockPath, recover(dir, path));
  } catch (error) {
    if (error instanceof FreshetError) throw error;
    throw new FreshetError(
      'invalid-option',
      `spoolDir ${JSON.stringify(dir)} cannot be used: ${error instanceof Error ? error.message : String(error)}. Give a folder this process may write, on a disk that outlives it`,
      { cause: error },
    );
  }
}

class FsSpoolFile implements SpoolFile {
  private handle: Promise<FileHandle> | null = null;
  private lines: { text: string; written: Deferred }[] = [];
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly path: string,
    private readonly lockPath: string,
    readonly recovered: readonly (string | null)[],
  ) {}

  /** Calls that come while the disk is busy share its next flush. */
  append(record: string): Promise<void> {
    const written = deferred();
    this.lines.push({ text: lineOf(record), written });
    if (this.lines.length === 1) void this.next(() => this.flush());
    return written.promise;
  }

  clear(): Promise<void> {
    return this.next(async () => {
      const handle = await this.open();
      await handle.truncate(0);
      await handle.datasync();
    });
  }

  async close(): Promise<void> {
    await this.next(async () => {
      await (await this.handle)?.close();
    });
    rmSync(this.lockPath, { force: true });
  }

  private async flush(): Promise<void> {
    const lines = this.lines;
    this.lines = [];
    try {
      const handle = await this.open();
      await handle.appendFile(lines.map((line) => line.text).join(''));
      await handle.datasync();
      for (const line of lines) line.written.resolve();
    } catch (error) {
      for (const line of lines) line.written.reject(error);
    }
  }

  /** One after the other: a truncation must not meet a line that is being written. */
  private next(task: () => Promise<void>): Promise<void> {
    const done = this.work.then(task);
    this.work = done.catch(() => {});
    return done;
  }

  private open(): Promise<FileHandle> {
    this.handle ??= open(this.path, 'a');
    return this.handle;
  }
}

const sumOf = (record: string): string => hash('sha1', record).slice(0, 8);
const lineOf = (record: string): string => `${sumOf(record)} ${record}\n`;

/**
 * Whole records of an earlier life. A torn end is cut off, so that new lines begin on a line; a line that a disk has damaged
 * is null: nobody knows what it asked for.
 */
function recover(dir: string, path: string): (string | null)[] {
  const file = openSync(path, 'a+');
  try {
    const bytes = readFileSync(path);
    const end = bytes.lastIndexOf(10) + 1;
    if (end < bytes.length) ftruncateSync(file, end);
    fsyncSync(file);
    syncFolder(dir);
    const lines = bytes.toString('utf8', 0, end).split('\n').slice(0, -1);
    return lines.map((line) => (line.slice(0, 8) === sumOf(line.slice(9)) ? line.slice(9) : null));
  } finally {
    closeSync(file);
  }
}

/** A file that was just made is only there after a crash when its folder knows it. */
function syncFolder(dir: string): void {
  const folder = openSync(dir, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** The lock of a process that is gone is taken over; a number that was given to another process since is told by its start. */
function takeLock(path: string): void {
  const own = identityOf('self', process.pid);
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(path, own, { flag: 'wx' });
      return;
    } catch (error) {
      if (attempt > 0 || !(error instanceof Error && 'code' in error && error.code === 'EEXIST'))
        throw error;
    }
    const holder = readFileSync(path, 'utf8');
    const pid = Number(holder.split(' ')[0]);
    if (Number.isInteger(pid) && identityOf(String(pid), pid) === holder && isAlive(pid)) {
      throw new FreshetError(
        'invalid-option',
        `spoolDir is in use by process ${pid}: give every process a folder of its own, the same one at each start`,
      );
    }
    rmSync(path, { force: true });
  }
}

/** Number and start of a process; where the system does not tell the start, the number alone. */
function identityOf(name: string, pid: number): string {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
    return `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
  } catch {
    return String(pid);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

interface Deferred {
  promise: Promise<void>;
  resolve: () => void;
  reject: (error: unknown) => void;
}

function deferred(): Deferred {
  let resolve: Deferred['resolve'] = () => {};
  let reject: Deferred['reject'] = () => {};
  const promise = new Promise<void>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
