import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folders = ['app', 'components', 'lib', 'server', 'demo', 'bench', 'scripts', 'tests', 'e2e'];

interface Source {
  file: string;
  text: string;
  lines: number;
}

function filesUnder(folder: string): Source[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const text = readFileSync(path, 'utf8');
      return { file: path.slice(root.length), text, lines: text.trimEnd().split('\n').length };
    });
}

const sources = folders
  .flatMap(filesUnder)
  .filter(({ file }) => /\.(ts|tsx|mjs|lua|css)$/.test(file) && !file.endsWith('.generated.ts'));
const product = sources.filter(({ file }) =>
  /^(app|components|lib|server|demo)\/.*\.tsx?$/.test(file),
);

function longerThan(lines: number, files: readonly Source[]): string[] {
  return files.filter((one) => one.lines > lines).map((one) => `${one.file}: ${one.lines} lines`);
}

describe('the house', () => {
  test('pages stay within 40 lines: what they show is in components', () => {
    expect(
      longerThan(
        40,
        sources.filter(({ file }) => /^app\/.*page\.tsx$/.test(file)),
      ),
    ).toEqual([]);
  });

  test('routes stay within 15 lines: parse, call, answer', () => {
    const routes = sources.filter(({ file }) => /^app\/api\/v1\/.*route\.ts$/.test(file));
    expect(longerThan(15, routes)).toEqual([]);
  });

  test('half of the files are read without scrolling (80 lines)', () => {
    const lines = product.map((one) => one.lines).sort((a, b) => a - b);
    expect(lines[Math.floor(lines.length / 2)]).toBeLessThanOrEqual(80);
  });

  test('no check is switched off in a file', () => {
    // Put together here so that this file does not find itself.
    const off = new RegExp(
      ['@ts-' + 'ignore', '@ts-' + 'nocheck', '(ox|es)lint-' + 'disable', 'biome-' + 'ignore'].join(
        '|',
      ),
    );
    expect(sources.filter(({ text }) => off.test(text)).map(({ file }) => file)).toEqual([]);
  });

  test('nothing names a folder of one machine', () => {
    const own = new RegExp(`["'\`(= ]/(${['ro' + 'ot', 'wo' + 'rk', 'Us' + 'ers'].join('|')})/`);
    expect(sources.filter(({ text }) => own.test(text)).map(({ file }) => file)).toEqual([]);
  });

  test('decision records are short', () => {
    const records = filesUnder('docs/decisions').filter(({ file }) => file.endsWith('.md'));
    expect(longerThan(45, records)).toEqual([]);
  });
});
