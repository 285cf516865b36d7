// Plants files in a temporary folder with the project's own lint configuration and runs the project's oxlint on it.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface Finding {
  file: string;
  /** `eslint(no-restricted-imports)` */
  code: string;
  message: string;
  help: string;
}

interface Report {
  diagnostics: { filename: string; code?: string; message: string; help?: string }[];
}

/** Lints files given as path → text; answers every finding. */
export async function lintFiles(files: Readonly<Record<string, string>>): Promise<Finding[]> {
  const dir = await mkdtemp(join(tmpdir(), 'freshet-lint-'));
  try {
    await cp(join(root, '.oxlintrc.json'), join(dir, '.oxlintrc.json'));
    const compilerOptions = {
      strict: true,
      module: 'esnext',
      moduleResolution: 'bundler',
      jsx: 'react-jsx',
    };
    await writeFile(join(dir, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
    for (const [file, text] of Object.entries(files)) {
      await mkdir(dirname(join(dir, file)), { recursive: true });
      await writeFile(join(dir, file), text);
    }
    const report = JSON.parse(await runOxlint(dir)) as Report;
    return report.diagnostics.map(({ filename, code = '', message, help = '' }) => ({
      file: filename,
      code,
      message,
      help,
    }));
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function runOxlint(cwd: string): Promise<string> {
  const program = join(root, 'node_modules/oxlint/bin/oxlint');
  // The type-aware part is found on PATH or beside oxlint; the fixture folder has no node_modules of its own.
  const env = { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}` };
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [program, '--type-aware', '-f', 'json'],
      { cwd, env, maxBuffer: 50_000_000 },
      (error, stdout, stderr) => {
        // Exit code 1 means findings, which is what we came for; anything else printed no JSON.
        if (stdout.trimStart().startsWith('{')) resolve(stdout);
        else reject(new Error(`oxlint did not run: ${stdout}${stderr}`, { cause: error }));
      },
    );
  });
}
