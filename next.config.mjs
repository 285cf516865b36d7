/** @type {import('next').NextConfig} */
export default {
  // Two builds side by side (a running demo and the browser tests) need two folders.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  reactStrictMode: true,
  poweredByHeader: false,
  // Native or connection-holding packages: bundling them would make second copies of a client.
  serverExternalPackages: ['ioredis', 'bullmq', 'libsql', 'pg', 'pino', 'better-auth', 'kysely'],
};
