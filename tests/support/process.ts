// More processes for a test: fork a TypeScript file that calls `serve()` of ./child and talk to it in JSON.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { waitFor } from './wait-for';

export interface ChildScript {
  readonly pid: number;
  /** Calls a handler of the child; rejects with the child's error, or when it dies before it answers. */
  call<T = unknown>(name: string, input?: unknown): Promise<T>;
  /** Everything the child emitted under this name so far. */
  emitted<T = unknown>(name: string): readonly T[];
  /** The next (or an already received, not yet taken) emission of this name. */
  next<T = unknown>(name: string, timeoutMs?: number): Promise<T>;
  /** SIGKILL, SIGSTOP, … ; resolves when the process is gone (at once for SIGSTOP and SIGCONT). */
  kill(signal?: NodeJS.Signals): Promise<void>;
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

type Reply =
  | { kind: 'ready' }
  | { kind: 'reply'; id: number; value: unknown }
  | { kind: 'failed'; id: number; message: string; code?: string }
  | { kind: 'emit'; name: string; value: unknown };
interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** Forks `file` (relative to the project) through tsx; resolves when the child called `serve()`. */
export async function forkScript(file: string, args: readonly string[] = []): Promise<ChildScript> {
  const child = fork(file, args, {
    cwd: root,
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'json',
  });
  children.add(child);
  const waiting = new Map<number, Waiting>();
  const seen = new Map<string, unknown[]>();
  const taken = new Map<string, number>();
  let calls = 0;

  const exited = once(child, 'exit').then(([code, signal]) => {
    children.delete(child);
    const error = new Error(`${file} ended (${signal ?? code}) before it answered`);
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
    return { code, signal };
  });
  const ready = new Promise<void>((resolve, reject) => {
    void exited.then(() => reject(new Error(`${file} ended before it called serve()`)));
    child.on('message', (message: Reply) => {
      if (message.kind === 'ready') resolve();
      else if (message.kind === 'emit')
        seen.set(message.name, [...(seen.get(message.name) ?? []), message.value]);
      else settle(waiting, message);
    });
  });
  await ready;

  return {
    pid: child.pid ?? 0,
    exited,
    emitted: <T>(name: string) => (seen.get(name) ?? []) as T[],
    call: <T>(name: string, input?: unknown) =>
      new Promise<T>((resolve, reject) => {
        calls += 1;
        waiting.set(calls, { resolve: resolve as Waiting['resolve'], reject });
        child.send({ id: calls, name, input });
      }),
    next: async <T>(name: string, timeoutMs = 10_000) => {
      const index = taken.get(name) ?? 0;
      await waitFor(`"${name}" from ${file}`, () => (seen.get(name)?.length ?? 0) > index, {
        timeoutMs,
      });
      taken.set(name, index + 1);
      return seen.get(name)?.[index] as T;
    },
    kill: async (signal = 'SIGKILL') => {
      child.kill(signal);
      if (signal !== 'SIGSTOP' && signal !== 'SIGCONT') await exited;
    },
  };
}

function settle(waiting: Map<number, Waiting>, reply: Extract<Reply, { id: number }>): void {
  const one = waiting.get(reply.id);
  waiting.delete(reply.id);
  if (reply.kind === 'reply') one?.resolve(reply.value);
  else one?.reject(Object.assign(new Error(reply.message), { code: reply.code }));
}
