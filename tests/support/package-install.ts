// Freshet as a service gets it: packed with `npm pack`, installed beside the examples in an empty folder.
import { execFile, type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { waitFor } from './wait-for';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Installed {
  /** The copy of `examples/`, with the packed tarball in it. */
  readonly folder: string;
  /** Files in the tarball. */
  readonly files: readonly string[];
  remove(): void;
}

/** Packs, copies the examples and installs each of the named ones. Needs the npm registry. */
export async function installExamples(names: readonly string[]): Promise<Installed> {
  const folder = mkdtempSync(path.join(tmpdir(), 'freshet-examples-'));
  cpSync(path.join(root, 'examples'), folder, {
    recursive: true,
    filter: (source) => !source.includes('node_modules'),
  });
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: path.join(root, 'package'),
  });
  // What the build prints comes before the JSON.
  const [packed] = JSON.parse(stdout.slice(stdout.indexOf('[\n'))) as [
    { files: { path: string }[] },
  ];
  for (const name of names) {
    await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], {
      cwd: path.join(folder, name),
    });
  }
  return {
    folder,
    files: packed.files.map((file) => file.path),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export interface Service {
  /** Every line it printed, both streams. */
  readonly lines: readonly string[];
  /** The first line that fits, waiting for it. */
  line(pattern: RegExp): Promise<string>;
  /** SIGTERM; the exit code. */
  stop(): Promise<number | null>;
  kill(): void;
}

/** Starts `npm start`'s program of an example. */
export function startService(
  folder: string,
  program: string,
  env: Record<string, string>,
): Service {
  const child: ChildProcess = spawn(process.execPath, [program], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface({ input: stream }).on('line', (line) => lines.push(line));
  }
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  return {
    lines,
    line: (pattern) =>
      waitFor(
        `a line like ${pattern} from ${program}`,
        () => lines.find((line) => pattern.test(line)),
        {
          timeoutMs: 20_000,
        },
      ),
    stop() {
      child.kill('SIGTERM');
      return ended;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
