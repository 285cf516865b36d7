// Every server action × nobody, every role and every token scope. A new action without a row here fails.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { roles, scopes } from '@/lib/contract';
import { type Caller, nobody, startConsole } from '../../support/console';
import { fakeCache, impactOf } from '../../support/fake-cache';

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock('next/headers', () => ({ headers: async () => request.headers }));

interface Answer {
  data?: unknown;
  serverError?: string | undefined;
}
interface ActionRow {
  file: string;
  name: string;
  input: unknown;
  /** The least role that may; null: the input itself is the authority, and this one is not good enough for anybody. */
  role: (typeof roles)[number] | null;
}

const rows: readonly ActionRow[] = [
  {
    file: 'claim-setup',
    name: 'claimSetupLink',
    input: {
      token: 'guess',
      name: 'Ada',
      email: 'ada@example.com',
      password: 'correct horse battery',
    },
    role: null,
  },
  { file: 'preview', name: 'previewImpact', input: { targets: { tags: ['x'] } }, role: 'viewer' },
];

const folder = join(import.meta.dirname, '../../../app/actions');
const load = (file: string): Promise<Record<string, (input: unknown) => Promise<Answer>>> =>
  import(join(folder, `${file}.ts`));

test('every exported action has a row', async () => {
  const files = readdirSync(folder).map((file) => file.replace(/\.tsx?$/, ''));
  const exported = await Promise.all(
    files.map(async (file) => Object.keys(await load(file)).map((name) => `${file}: ${name}`)),
  );
  expect(rows.map(({ file, name }) => `${file}: ${name}`).sort()).toEqual(exported.flat().sort());
});

test.each(rows)(
  '$name answers those who may, and nobody else',
  async ({ file, name, input, role }) => {
    const place = await startConsole({ cache: fakeCache({ preview: async () => impactOf(1) }) });
    const action = (await load(file))[name];
    const call = async (caller: Caller): Promise<boolean> => {
      request.headers = new Headers(caller.headers);
      const answer = await action?.(input);
      // Refused is told in words; allowed has data.
      expect(answer?.data === undefined).toBe(typeof answer?.serverError === 'string');
      return answer?.data !== undefined;
    };
    expect(await call(nobody)).toBe(false);
    for (const [rank, one] of roles.entries()) {
      const may = role !== null && rank >= roles.indexOf(role);
      expect(await call(await place.user(one)), one).toBe(may);
    }
    // Actions are for people in the console: a token is for the API.
    for (const scope of scopes) expect(await call(await place.token([scope])), scope).toBe(false);
  },
);
