// `npm run bench`: bundles the benchmark as a service would be bundled (no per-closure cost of a development loader), then
// runs it with the arguments given.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
// The caches we are compared with: a package of its own, because what they need clashes with what the project needs.
if (!existsSync(`${root}/bench/peers/node_modules`)) {
  console.log('installing the peers (bench/peers)');
  const args = ['ci', '--prefix', 'bench/peers', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
await build({
  absWorkingDir: root,
  entryPoints: ['bench/main.ts', 'bench/stampede-child.ts', 'bench/stall-child.ts'],
  outdir: '.freshet/bench',
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  logLevel: 'warning',
});
const child = spawn(process.execPath, ['.freshet/bench/main.mjs', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
