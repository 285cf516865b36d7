// The only reader of process.env in the app. Read when the container is made, not on import: a build has no settings.
import { z } from 'zod';

/** `next dev` needs a looser script policy than a production build (proxy.ts). */
export const isDevelopment = process.env.NODE_ENV === 'development';

const urlOf = (protocols: readonly string[], example: string) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `must be an address such as ${example}`,
    );

const envSchema = z.object({
  REDIS_URL: urlOf(['redis:', 'rediss:'], 'redis://127.0.0.1:6379').default(
    'redis://127.0.0.1:6379',
  ),
  /** Absent: the embedded SQLite in FRESHET_DATA_DIR. */
  DATABASE_URL: urlOf(
    ['postgres:', 'postgresql:'],
    'postgres://user:password@host:5432/freshet',
  ).optional(),
  FRESHET_DATA_DIR: z.string().min(1).default('.freshet'),
  FRESHET_NAMESPACE: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, dashes or underscores')
    .default('shop'),
  FRESHET_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
  FRESHET_URL: urlOf(['http:', 'https:'], 'https://freshet.example.com').optional(),
  FRESHET_ENV_NAME: z.string().min(1).max(40).default('local'),
  FRESHET_ENV_COLOR: z
    .string()
    .regex(/^(#[0-9a-f]{6}|[a-z]+)$/i, 'must be a colour such as #1d4ed8 or teal')
    .default('teal'),
  /** Set by whoever starts `next start`, so that Next leaves signals to us (startup.ts). */
  NEXT_MANUAL_SIG_HANDLE: z.string().optional(),
});

export interface Env {
  redisUrl: string;
  databaseUrl: string | null;
  dataDir: string;
  namespace: string;
  /** Null: a secret is made once and kept in the data dir (auth/secret.ts). */
  secret: string | null;
  port: number;
  /** The console's public address, without a trailing slash. */
  url: string;
  environment: { name: string; color: string };
  manualSignals: boolean;
}

/** Reads the settings. Throws one error that names every variable that is wrong and how it should look. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const given = Object.entries(source).filter(([, value]) => value !== undefined && value !== '');
  const parsed = envSchema.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment is not usable.\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  return {
    redisUrl: env.REDIS_URL,
    databaseUrl: env.DATABASE_URL ?? null,
    dataDir: env.FRESHET_DATA_DIR,
    namespace: env.FRESHET_NAMESPACE,
    secret: env.FRESHET_SECRET ?? null,
    port: env.PORT,
    url: (env.FRESHET_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, ''),
    environment: { name: env.FRESHET_ENV_NAME, color: env.FRESHET_ENV_COLOR },
    manualSignals: env.NEXT_MANUAL_SIG_HANDLE !== undefined,
  };
}
