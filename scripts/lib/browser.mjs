// Finds a Chromium for the browser tests and the screenshots, or gets one: a program on PATH, Playwright's own, the
// system's package manager. Plain Node: it runs before anything else is known to work.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { findOnPath, runToEnd } from './child.mjs';
import { Refusal } from './refusal.mjs';

const programs = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const macPrograms = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** What a Chromium needs to run without a display, a GPU or the internet, also as root in a container. */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A Chromium that is there already, or null: CHROMIUM_PATH, else a program on PATH (or in macOS' place for
 * applications), else Playwright's own.
 * @returns {string | null}
 */
export function findBrowser() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const program = findOnPath(...programs) ?? macPrograms.find((file) => existsSync(file));
  return program ?? findPlaywrightBrowser();
}

/** @returns {string | null} */
function findPlaywrightBrowser() {
  const { chromium } = createRequire(import.meta.url)('@playwright/test');
  const file = chromium.executablePath();
  return existsSync(file) ? file : null;
}

/** @param {string} file */
async function runs(file) {
  return (await runToEnd(file, ['--version', '--no-sandbox'], { timeoutMs: 20_000 })).code === 0;
}

/**
 * As findBrowser, but installs one when there is none, saying what it does.
 * @param {(line: string) => void} log
 * @returns {Promise<string>} path of the program; refuses with the command to run by hand when nothing works
 */
export async function ensureBrowser(log) {
  const found = findBrowser();
  if (found !== null && (await runs(found))) return found;
  if (found !== null) log(`${found} is there but does not start`);
  log("installing Playwright's Chromium (npx playwright install chromium)");
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
  const install = [playwright, 'install', ...(asRoot ? ['--with-deps'] : []), 'chromium'];
  await runToEnd(process.execPath, install, { inherit: true, timeoutMs: 300_000 });
  const own = findPlaywrightBrowser();
  if (own !== null && (await runs(own))) return own;
  const installed = await installFromSystem(log);
  if (installed !== null && (await runs(installed))) return installed;
  throw new Refusal(
    'No Chromium for the browser tests and none could be installed: install one ("sudo apt-get install chromium", "brew install --cask chromium") or name a program in CHROMIUM_PATH, then start this again.',
  );
}

/** @param {(line: string) => void} log */
async function installFromSystem(log) {
  const root = process.getuid?.() === 0;
  const managers = [
    {
      program: 'apt-get',
      args: ['install', '-y', '--no-install-recommends', 'chromium'],
      root: true,
    },
    { program: 'dnf', args: ['install', '-y', 'chromium'], root: true },
    { program: 'apk', args: ['add', 'chromium'], root: true },
    { program: 'pacman', args: ['-S', '--noconfirm', '--needed', 'chromium'], root: true },
    { program: 'brew', args: ['install', '--cask', 'chromium'], root: false },
  ];
  const manager = managers.find(({ program }) => findOnPath(program) !== null);
  if (!manager) return null;
  const sudo = manager.root && !root ? ['sudo', '-n'] : [];
  const words = [...sudo, manager.program, ...manager.args];
  log(`running: ${words.join(' ')}`);
  const [command = manager.program, ...args] = words;
  await runToEnd(command, args, {
    inherit: true,
    timeoutMs: 600_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return findOnPath(...programs) ?? macPrograms.find((file) => existsSync(file)) ?? null;
}
