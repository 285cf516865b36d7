// `npm test`: everything, from a fresh clone. Installs what is missing, runs unit, simulator and integration tests (vitest), builds
// the app, runs the browser tests on the build, and ends with the line "N passed, N failed".
// Choose stages with --unit, --simulator, --integration, --e2e. Exit code 1 when a test failed or a stage could not run.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBrowser } from './lib/browser.mjs';
import { assertNode, ensureModules } from './lib/ensure-modules.mjs';
import { assertRedisAnswers, describeServer, ensureRedisServer } from './lib/ensure-redis.mjs';
import { addUp, countsLine, none, readPlaywright, readVitest } from './lib/test-report.mjs';

/** @typedef {import('./lib/test-report.mjs').Counts} Counts */
/** @typedef {{ name: string, counts: Counts, seconds: number }} Stage */

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = path.join(root, 'test-results');
const env = {
  ...process.env,
  NEXT_TELEMETRY_DISABLED: '1',
  FORCE_COLOR: process.env.FORCE_COLOR ?? '0',
};
const log = (/** @type {string} */ line) => console.log(`test: ${line}`);

/**
 * @param {readonly string[]} args of the project's own program
 * @param {NodeJS.ProcessEnv} [more]
 * @returns {Promise<number>} exit code
 */
function run(args, more = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...env, ...more },
    });
    const stop = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    process.on('SIGINT', stop).on('SIGTERM', stop);
    child.on('error', () => resolve(-1));
    child.on('exit', (code) => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      resolve(code ?? -1);
    });
  });
}

/**
 * Runs a stage; one that throws, or ends badly without a failed test to show for it, counts as one failure.
 * @param {string} name
 * @param {() => Promise<{ code: number, counts: Counts }>} body
 * @returns {Promise<Stage>}
 */
async function stage(name, body) {
  const start = performance.now();
  console.log(`\n── ${name}`);
  let counts = none();
  try {
    const result = await body();
    counts = result.counts;
    if (result.code !== 0 && counts.failed === 0) {
      counts.failed = 1;
      counts.names.push(`${name}: ended with code ${result.code}`);
    }
  } catch (error) {
    counts.failed += 1;
    counts.names.push(
      `${name} could not run: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return { name, counts, seconds: (performance.now() - start) / 1000 };
}

/** @param {string[]} projects */
async function runVitest(projects) {
  const report = path.join(reports, 'vitest.json');
  const code = await run([
    'node_modules/vitest/vitest.mjs',
    'run',
    ...projects.flatMap((name) => ['--project', name]),
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  return { code, counts: existsSync(report) ? readVitest(report) : none() };
}

async function runBuild() {
  return { code: await run(['node_modules/next/dist/bin/next', 'build']), counts: none() };
}

/** @param {string} browser */
async function runPlaywright(browser) {
  const report = path.join(reports, 'playwright.json');
  const code = await run(['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'], {
    CHROMIUM_PATH: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  return { code, counts: existsSync(report) ? readPlaywright(report) : none() };
}

/** @param {readonly string[]} args @returns {Promise<Stage[]>} */
async function runAll(args) {
  const asked = ['unit', 'simulator', 'integration', 'e2e'].filter((name) =>
    args.includes(`--${name}`),
  );
  const wanted = asked.length > 0 ? asked : ['unit', 'simulator', 'integration', 'e2e'];
  const projects = wanted.filter((name) => name !== 'e2e');
  /** @type {Stage[]} */
  const stages = [];
  /** @type {string | null} */
  let browser = null;
  const setup = await stage('what the tests need', async () => {
    assertNode();
    await ensureModules(root, log);
    if (process.env.REDIS_URL) await assertRedisAnswers(process.env.REDIS_URL);
    else if (wanted.some((name) => name === 'integration' || name === 'e2e'))
      log(`Redis: ${describeServer(await ensureRedisServer({ log }))}`);
    if (wanted.includes('e2e')) {
      browser = await ensureBrowser(log);
      log(`browser: ${browser}`);
    }
    return { code: 0, counts: none() };
  });
  if (setup.counts.failed > 0) return [setup];
  if (projects.length > 0)
    stages.push(await stage(projects.join(' and '), () => runVitest(projects)));
  if (browser === null) return stages;
  const program = browser;
  const build = await stage('build', runBuild);
  stages.push(build);
  if (build.counts.failed === 0) stages.push(await stage('browser', () => runPlaywright(program)));
  return stages;
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
const stages = await runAll(process.argv.slice(2));
const total = addUp(stages.map(({ counts }) => counts));
console.log('\n── summary');
for (const { name, counts, seconds } of stages)
  console.log(`${name}: ${countsLine(counts)} (${seconds.toFixed(0)} s)`);
for (const name of total.names) console.log(`✗ ${name}`);
console.log(`\n${countsLine(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;
