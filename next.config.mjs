/** @type {import('next').NextConfig} */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  // Native or connection-holding packages: bundling them would make second copies of a client.
  serverExternalPackages: ['ioredis', 'bullmq', 'libsql', 'pg', 'pino', 'better-auth', 'kysely'],
};
