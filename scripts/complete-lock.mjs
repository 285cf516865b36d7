// Completes package-lock.json after `npm install` on a machine whose registry does not offer every platform's build of
// a native package: `npm ci` refuses a lock that does not name them all, also where they are not needed. What they run
// on is read from their names; they have no integrity here, and get one by the next `npm install` where they are offered.
import { readFileSync, writeFileSync } from 'node:fs';
import { findMissingBuilds } from './lib/lock-file.mjs';

const file = new URL('../package-lock.json', import.meta.url);
const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
/** @type {Record<string, string>} */
const processors = {
  arm64: 'arm64',
  arm: 'arm',
  armv7: 'arm',
  ia32: 'ia32',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  wasm32: 'wasm32',
  x64: 'x64',
};

/** @param {string} name */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const os = words.filter((word) => systems.includes(word));
  const cpu = words.flatMap((word) => processors[word] ?? []);
  const musl = words.some((word) => word.startsWith('musl'));
  const glibc = words.some((word) => word.startsWith('gnu'));
  if (cpu.length === 0) throw new Error(`${name}: its name does not tell what it runs on`);
  return {
    cpu,
    ...(os.length > 0 && { os }),
    ...(musl ? { libc: ['musl'] } : glibc ? { libc: ['glibc'] } : {}),
  };
}

const lock = JSON.parse(readFileSync(file, 'utf8'));
const missing = findMissingBuilds(lock);
for (const { name, version, dev } of missing)
  lock.packages[`node_modules/${name}`] = {
    version,
    ...(dev && { dev: true }),
    optional: true,
    ...platformOf(name),
  };
const { '': project, ...others } = lock.packages;
const sorted = Object.entries(others).sort(([a], [b]) => a.localeCompare(b, 'en'));
lock.packages = { '': project, ...Object.fromEntries(sorted) };
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${missing.length} builds for other platforms added to package-lock.json`);
