import { writeFileSync } from 'node:fs';

// Two builds side by side (a running demo and the browser tests) need two folders.
const distDir = process.env.NEXT_DIST_DIR ?? '.next';

/** Next adds its build folder to the tsconfig that it is given: a folder of one's own gets a file of its own. */
function tsconfigFor() {
  if (distDir === '.next') return 'tsconfig.build.json';
  const include = [
    'next-env.d.ts',
    '*.ts',
    'app/**/*',
    'components/**/*',
    'lib/**/*',
    'server/**/*',
  ];
  const types = [`${distDir}/types/**/*.ts`, `${distDir}/dev/types/**/*.ts`];
  const file = `${distDir}.tsconfig.json`;
  const content = { extends: './tsconfig.json', include: [...include, ...types] };
  writeFileSync(new URL(file, import.meta.url), JSON.stringify(content));
  return file;
}

/** @type {import('next').NextConfig} */
export default {
  distDir,
  typescript: { tsconfigPath: tsconfigFor() },
  reactStrictMode: true,
  poweredByHeader: false,
  // Native or connection-holding packages: bundling them would make second copies of a client.
  serverExternalPackages: ['ioredis', 'bullmq', 'libsql', 'pg', 'pino', 'better-auth', 'kysely'],
};
