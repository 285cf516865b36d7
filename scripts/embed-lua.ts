// Writes server/redis/lua.generated.ts from server/redis/lua/*.lua, so that the scripts travel with the code (a
// bundle, a Next.js build, the npm package) and are still edited as Lua. A test fails when the two differ.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = new URL('../server/redis/lua/', import.meta.url).pathname;
const target = new URL('../server/redis/lua.generated.ts', import.meta.url).pathname;

/** `-- include: shared/x` stands for the file lua/shared/x.lua: Redis scripts cannot call each other. */
function withIncludes(text: string): string {
  return text.replace(/^-- include: (\S+)$/gm, (_line, name: string) =>
    readFileSync(join(folder, `${name}.lua`), 'utf8').trimEnd(),
  );
}

export function renderLua(): string {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.lua'))
    .sort();
  const entries = names.map((name) => {
    const text = withIncludes(readFileSync(join(folder, name), 'utf8'));
    return `  ${JSON.stringify(name.replace(/\.lua$/, ''))}: ${JSON.stringify(text)},`;
  });
  return [
    '// Made by scripts/embed-lua.ts from lua/*.lua (`npm run lua`). Do not edit.',
    'export const lua = {',
    ...entries,
    '} as const;',
    '',
  ].join('\n');
}

if (process.argv[1]?.endsWith('embed-lua.ts')) writeFileSync(target, renderLua());
