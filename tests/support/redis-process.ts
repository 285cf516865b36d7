// Redis as a child process that cannot outlive us: a shell holds it and stops it as soon as our end of its stdin is
// closed, which the system also does when a test worker is killed.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { ensureRedisServer } from '../../scripts/lib/ensure-redis.mjs';
import { installRedis } from '../../scripts/lib/install-redis.mjs';
import { freePort } from '../../scripts/lib/ports.mjs';
import { askRedis } from '../../scripts/lib/redis-wire.mjs';
import { waitFor } from './wait-for';

const keeper = `
exec 3<&0
"$@" </dev/null 3<&- &
redis=$!
echo "$redis"
(cat <&3 >/dev/null; kill -TERM "$redis" 2>/dev/null) >/dev/null 2>&1 &
wait "$redis"
code=$?
[ -n "$REMOVE_DIR" ] && rm -rf "$REMOVE_DIR"
exit "$code"
`;

export interface RedisProcessOptions {
  port?: number;
  /** Kept between stop and start; without it a temporary folder that goes with the server. */
  dir?: string;
  /** Every write is on disk before its reply: `start()` after `kill()` finds it again. */
  persistent?: boolean;
  /** More arguments: `['--maxmemory-policy', 'allkeys-lru']`. */
  args?: readonly string[];
}

export interface RedisProcess {
  readonly url: string;
  readonly port: number;
  /** SIGTERM: Redis says goodbye to its clients. */
  stop(): Promise<void>;
  /** SIGKILL: it is gone in the middle of whatever it did. */
  kill(): Promise<void>;
  /** SIGSTOP: connections stay open and nothing answers. */
  pause(): void;
  resume(): void;
  /** Again on the same port, with what persistence kept. */
  start(): Promise<void>;
  /** Ends it for good and removes its folder. */
  close(): Promise<void>;
}

/** Starts a private Redis and resolves when it answers. */
export async function startRedisProcess(options: RedisProcessOptions = {}): Promise<RedisProcess> {
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), 'freshet-redis-')));
  const wanted = options.port;
  for (let attempt = 1; ; attempt++) {
    const port = wanted ?? (await freePort());
    try {
      return await openRedisProcess(port, dir, options);
    } catch (error) {
      // Somebody else may take a free port between our look and Redis' bind.
      if (wanted !== undefined || attempt === 5) throw error;
    }
  }
}

async function openRedisProcess(
  port: number,
  dir: string,
  options: RedisProcessOptions,
): Promise<RedisProcess> {
  let running = await launch(port, dir, options);
  const signal = async (name: NodeJS.Signals) => {
    const { child, pid } = running;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    process.kill(pid, name);
    await gone;
  };
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    stop: () => signal('SIGTERM'),
    kill: () => signal('SIGKILL'),
    pause: () => void process.kill(running.pid, 'SIGSTOP'),
    resume: () => void process.kill(running.pid, 'SIGCONT'),
    start: async () => {
      running = await launch(port, dir, options);
    },
    close: async () => {
      await signal('SIGKILL');
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function launch(port: number, dir: string, options: RedisProcessOptions) {
  await mkdir(dir, { recursive: true });
  const program = await redisCommand();
  const log = join(dir, `${port}.log`);
  const persistence = options.persistent
    ? ['--appendonly', 'yes', '--appendfsync', 'always']
    : ['--appendonly', 'no'];
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', dir, '--logfile', log];
  args.push('--save', '', ...persistence, ...(options.args ?? []));
  const child = spawn('sh', ['-c', keeper, 'freshet-redis', program, ...args], {
    stdio: ['pipe', 'pipe', 'ignore'],
    // Nothing worth keeping in it: the folder goes with the server, also when this process is killed.
    env: { ...process.env, REMOVE_DIR: options.dir || options.persistent ? '' : dir },
  });
  // The shell's watcher holds its stdin: closing our end lets it go with the server.
  child.once('exit', () => child.stdin.destroy());
  const pid = await readPid(child);
  try {
    await waitFor(
      `Redis on port ${port}`,
      async () => child.exitCode !== null || (await isOurs(port, pid)),
      { timeoutMs: 15_000, everyMs: 10 },
    );
    if (child.exitCode !== null) throw new Error(`it ended with code ${child.exitCode}`);
  } catch (error) {
    child.stdin.end();
    const tail = await readFile(log, 'utf8').catch(() => '(no log)');
    throw new Error(`redis-server did not start: ${tail.slice(-600)}`, { cause: error });
  }
  return { child, pid };
}

function readPid(child: ChildProcessByStdio<Writable, Readable, null>): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.stdout.once('data', (line: Buffer) => resolve(Number.parseInt(line.toString(), 10)));
  });
}

/** A Redis answers, and it is this one: two runs that pick the same free port must not share a server by accident. */
async function isOurs(port: number, pid: number): Promise<boolean> {
  const info = await askRedis(`redis://127.0.0.1:${port}`, ['INFO', 'server']);
  return info.includes(`process_id:${pid}\r\n`);
}

let command: Promise<string> | null = null;
/** The program to start; a container will not do here, because tests kill and pause the process itself. */
function redisCommand(): Promise<string> {
  const log = (line: string) => console.log(`tests: ${line}`);
  command ??= (async () => {
    const found = await ensureRedisServer({ log });
    if (found.kind === 'program') return found.command;
    log('tests stop and pause a Redis of their own, which a container cannot do');
    await installRedis(log);
    const installed = await ensureRedisServer({ log });
    if (installed.kind === 'program') return installed.command;
    throw new Error('tests need redis-server or valkey-server (7 or newer) on PATH');
  })();
  return command;
}
