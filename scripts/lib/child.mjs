// Child processes that are awaited, never abandoned.
import { spawn } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

/**
 * The first of these programs on PATH, as an absolute path.
 * @param {...string} names
 * @returns {string | null}
 */
export function findOnPath(...names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  for (const name of names)
    for (const folder of folders) {
      const file = path.join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not in this folder; the next one may have it.
      }
    }
  return null;
}

/**
 * True while a process runs. One that has ended but was not collected by its parent yet does not count (Linux).
 * @param {number} pid
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  try {
    return !/^\d+ \(.*\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    // No /proc on this system: the signal's answer stands.
    return true;
  }
}

/**
 * Runs a program to its end and collects what it wrote. A program that cannot start, or runs past the time, answers
 * with code -1.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ timeoutMs?: number, inherit?: boolean, env?: NodeJS.ProcessEnv, cwd?: string }} [options]
 * @returns {Promise<{ code: number, stdout: string, stderr: string }>}
 */
export function runToEnd(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: options.inherit ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs,
      env: options.env ?? process.env,
      cwd: options.cwd,
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', (error) => resolve({ code: -1, stdout, stderr: error.message }));
    child.on('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
}

/**
 * @typedef {object} Child
 * @property {string} name
 * @property {number} pid
 * @property {Promise<{ code: number | null, signal: string | null }>} exited resolves, never rejects
 * @property {() => boolean} alive
 * @property {() => string} tail the last lines it wrote, for an error message
 * @property {(graceMs?: number) => Promise<void>} stop SIGTERM, then SIGKILL after the grace (default 10 s); resolves when it is gone
 */

/**
 * Starts a long-running program in its own process group, so that Ctrl-C in the terminal reaches only the parent,
 * which then stops its children in order.
 * @param {{ name: string, command: string, args: readonly string[], env?: NodeJS.ProcessEnv, cwd?: string, onLine?: (line: string) => void }} options
 * @returns {Child}
 */
export function startChild({ name, command, args, env, cwd, onLine }) {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: env ?? process.env,
    cwd,
    detached: true,
  });
  /** @type {string[]} */
  const tail = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      tail.push(line);
      if (tail.length > 40) tail.shift();
      onLine?.(line);
    });
  let alive = true;
  /** @type {Child['exited']} */
  const exited = new Promise((resolve) => {
    child.once('error', (error) => {
      alive = false;
      tail.push(error.message);
      resolve({ code: -1, signal: null });
    });
    child.once('exit', (code, signal) => {
      alive = false;
      resolve({ code, signal });
    });
  });

  /** @param {number} [graceMs] */
  async function stop(graceMs = 10_000) {
    if (!alive) return;
    child.kill('SIGTERM');
    const timer = setTimeout(() => {
      // The whole group: a program that hangs may have children of its own.
      if (alive && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, graceMs);
    await exited;
    clearTimeout(timer);
  }
  return {
    name,
    pid: child.pid ?? -1,
    exited,
    alive: () => alive,
    tail: () => tail.join('\n'),
    stop,
  };
}
