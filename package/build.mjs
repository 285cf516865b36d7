// Builds the npm package `freshet` from its door, server/freshet.ts: one ESM file and its types, in package/dist.
// `npm pack` (or `npm run pack`, from the project's root) runs it. Fails when the code imports a package that package.json does not name, or names at another version
// than this project tests with.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = path.dirname(here.replace(/\/$/, ''));
const dist = path.join(here, 'dist');
rmSync(dist, { recursive: true, force: true });

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['server/freshet.ts'],
  outfile: path.join(dist, 'freshet.js'),
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  metafile: true,
  logLevel: 'warning',
});
checkImports(Object.values(metafile.outputs).flatMap((output) => output.imports));
emitTypes();
completeSpecifiers(path.join(dist, 'types'));

/** @param {readonly { path: string, external?: boolean }[]} imports */
function checkImports(imports) {
  const own = JSON.parse(readFileSync(path.join(here, 'package.json'), 'utf8'));
  const tested = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).dependencies;
  const used = new Set(
    imports.filter(({ path: name }) => !isBuiltin(name)).map(({ path: name }) => packageOf(name)),
  );
  for (const name of used) {
    if (own.peerDependencies[name]) continue;
    if (!own.dependencies[name])
      throw new Error(
        `package/package.json: "dependencies" must name ${name}, which the engine imports`,
      );
    if (own.dependencies[name] !== tested[name])
      throw new Error(
        `package/package.json: ${name} is ${own.dependencies[name]}, but this project tests with ${tested[name]}`,
      );
  }
  for (const name of Object.keys(own.dependencies)) {
    if (!used.has(name))
      throw new Error(`package/package.json: the engine does not import ${name}; take it out`);
  }
}

/** @param {string} specifier */
function packageOf(specifier) {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function emitTypes() {
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', path.join(here, 'tsconfig.json')], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the types could not be written');
}

/**
 * Relative specifiers get the extension that Node's own resolution asks of ESM (`moduleResolution: nodenext`).
 * @param {string} folder
 */
function completeSpecifiers(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.name.endsWith('.d.ts')) continue;
    const file = path.join(entry.parentPath, entry.name);
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replace(
        /(from\s+|import\()(['"])(\.{1,2}\/[^'"]+)\2/g,
        (_, lead, quote, to) => `${lead}${quote}${to}.js${quote}`,
      ),
    );
  }
}
