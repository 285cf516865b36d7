import { beforeAll, describe, expect, test } from 'vitest';
import { type Finding, lintFiles } from './lint-fixture';

const IMPORTS = 'eslint(no-restricted-imports)';

/** What must not be written where, and a word of the advice that the message gives. */
const forbidden: [where: string, what: string, advice: string][] = [
  ['server/engine/a.ts', 'ioredis', 'ports.ts'],
  ['server/engine/a.ts', 'next/server', 'ports.ts'],
  ['server/engine/a.ts', 'react', 'ports.ts'],
  ['server/engine/a.ts', 'zod', 'ports.ts'],
  ['server/engine/a.ts', '@/lib/contract', 'ports.ts'],
  ['server/engine/a.ts', '../redis/create', 'ports.ts'],
  ['server/engine/a.ts', 'node:process', 'server/env.ts'],
  ['server/engine/people/a.ts', '../../redis/create', 'ports.ts'],
  ['server/engine/people/a.ts', 'ioredis', 'ports.ts'],
  ['server/redis/a.ts', '../db/open', 'engine'],
  ['server/redis/a.ts', '@/server/engine/index', 'relatively'],
  ['server/redis/a.ts', 'kysely', 'ioredis and bullmq'],
  ['server/queries/a.ts', 'ioredis', 'server/redis'],
  ['server/queries/a.ts', '@/server/engine/wave', 'engine types'],
  ['server/queries/a.ts', '@/server/redis/create', 'engine types'],
  ['server/queries/a.ts', '@/server/operations/purge', 'engine types'],
  ['server/queries/a.ts', 'next/headers', 'app/'],
  ['server/operations/a.ts', '@/server/http/problem', 'server/http'],
  ['server/operations/a.ts', '@/server/redis/create', 'engine types'],
  ['server/operations/a.ts', '../redis/create', 'alias'],
  ['server/operations/a.ts', 'libsql', 'server/db'],
  ['server/events/a.ts', '@/server/redis/create', 'engine types'],
  ['server/events/a.ts', 'react', 'components/'],
  ['server/audit/a.ts', 'pg', 'server/db'],
  ['server/auth/a.ts', '@/server/engine/wave', "engine's door"],
  ['server/http/a.ts', '@/server/operations/purge', 'below the verbs'],
  ['server/http/a.ts', 'ioredis', 'server/redis'],
  ['server/db/a.ts', '@/server/audit/append', 'bottom'],
  ['server/db/a.ts', 'ioredis', 'server/redis'],
  ['app/api/v1/a/route.ts', '@/server/redis/create', 'operation'],
  ['app/api/v1/a/route.ts', '@/server/db/open', 'operation'],
  ['app/api/v1/a/route.ts', '@/server/freshet', 'operation'],
  ['app/api/v1/a/route.ts', '@/components/ui/button', 'page'],
  ['app/api/v1/a/route.ts', 'ioredis', 'server/redis'],
  ['app/(console)/page.tsx', '@/server/operations/purge', 'server/queries'],
  ['app/(console)/page.tsx', '@/server/db/open', 'server/queries'],
  ['app/(console)/tags/page.tsx', '../../../server/db/open', 'alias'],
  ['app/actions/a.ts', '@/server/redis/create', 'operation'],
  ['components/shared/a.tsx', '@/server/queries/graph', 'api-client'],
  ['components/shared/a.tsx', '@/app/(console)/page', 'app/actions'],
  ['components/shared/a.tsx', '@/components/graph/graph', 'feature'],
  ['components/ui/a.tsx', '../tags/list', 'feature'],
  ['components/tags/a.tsx', '@/components/waves/list', 'components/shared'],
  ['components/tags/a.tsx', '../waves/list', 'components/shared'],
  ['components/tags/a.tsx', '@xyflow/react', 'components/graph'],
  ['components/waves/a.tsx', '@/server/freshet', 'api-client'],
  ['components/graph/a.tsx', '@/components/tags/list', 'components/shared'],
  ['components/entries/a.tsx', '@/components/graph/list', 'components/shared'],
  ['components/warm/a.tsx', '@/components/entries/list', 'components/shared'],
  ['components/events/a.tsx', '@/components/settings/list', 'components/shared'],
  ['components/preview/a.tsx', '../events/list', 'components/shared'],
  ['components/purge/a.tsx', '@/components/entries/list', 'feature'],
  ['lib/a.ts', '@/server/freshet', 'lib/'],
  ['lib/a.ts', '@/components/ui/button', 'lib/'],
  ['lib/a.ts', 'node:fs', 'browser'],
  ['lib/contract/a.ts', 'ioredis', 'server/redis'],
  ['lib/contract/a.ts', 'zod', '@/lib/zod'],
  ['components/tags/a.tsx', 'zod', '@/lib/zod'],
  ['demo/a.ts', '@/server/engine/index', 'door'],
  ['demo/a.ts', '../server/redis/create', 'door'],
  ['demo/a.ts', '@/components/ui/button', 'door'],
  ['bench/a.ts', '@/server/redis/keyspace', 'door'],
];

/** The control: what the same places may import. */
const allowed: [where: string, what: string][] = [
  ['server/engine/a.ts', './types'],
  ['server/engine/a.ts', 'node:async_hooks'],
  ['server/engine/people/a.ts', '../ports'],
  ['server/redis/a.ts', '../engine/ports'],
  ['server/redis/a.ts', 'ioredis'],
  ['server/redis/a.ts', 'bullmq'],
  ['server/queries/a.ts', '@/server/freshet'],
  ['server/queries/a.ts', '@/server/engine/index'],
  ['server/queries/a.ts', '@/lib/contract'],
  ['server/operations/a.ts', '@/server/audit/audited'],
  ['server/operations/a.ts', '@/server/queries/preview'],
  ['server/db/a.ts', 'pg'],
  ['app/api/v1/a/route.ts', '@/server/operations/purge'],
  ['app/api/v1/a/route.ts', '@/server/http/handle'],
  ['app/(console)/page.tsx', '@/server/http/page-session'],
  ['app/(console)/page.tsx', '@/components/overview/overview'],
  ['components/tags/a.tsx', '@/components/purge/purge-dialog'],
  ['components/tags/a.tsx', '@/app/actions/preview'],
  ['components/tags/a.tsx', './list'],
  ['components/graph/a.tsx', '@xyflow/react'],
  ['lib/a.ts', '@/lib/zod'],
  ['demo/a.ts', '@/server/freshet'],
  ['bench/a.ts', 'ioredis'],
  ['tests/unit/a.ts', '@/server/redis/keyspace'],
];

/** One file per case, so that each finding is told apart: `a/b.ts` → `a/bad-7.ts`, `x/page.tsx` → `x/bad-7/page.tsx`. */
function plant(cases: readonly (readonly [string, string, ...unknown[]])[], mark: string) {
  return cases.map(([where, what], i): [string, string] => [
    /(page|route)\.tsx?$/.test(where)
      ? where.replace(/\/([^/]+)$/, `/${mark}-${i}/$1`)
      : where.replace(/[^/]+(\.tsx?)$/, `${mark}-${i}$1`),
    `export * from '${what}';\n`,
  ]);
}

describe('the walls between folders', () => {
  let findings: Finding[] = [];
  const badFiles = plant(forbidden, 'bad');
  const goodFiles = plant(allowed, 'good');

  beforeAll(async () => {
    findings = await lintFiles(Object.fromEntries([...badFiles, ...goodFiles]));
  }, 30_000);

  test.each(
    forbidden.map(([where, what, advice], i) => ({ where, what, advice, file: badFiles[i]?.[0] })),
  )('$where cannot import $what, and is told: $advice', ({ advice, file }) => {
    const found = findings.filter((one) => one.file === file && one.code === IMPORTS);
    expect(found.map((one) => one.help).join('\n')).toContain(advice);
  });

  test.each(allowed.map(([where, what], i) => ({ where, what, file: goodFiles[i]?.[0] })))(
    '$where may import $what',
    ({ file }) => {
      expect(findings.filter((one) => one.file === file && one.code === IMPORTS)).toEqual([]);
    },
  );

  test('only the container and the package door are special files of server/', async () => {
    const found = await lintFiles({
      'server/container.ts': "export * from 'ioredis';\nexport * from '@/server/db/open';\n",
      'server/freshet.ts': "export * from 'ioredis';\n",
      'server/other.ts': "export * from 'pg';\n",
      'lib/zod.ts': "export * from 'zod';\n",
    });
    const walls = found.filter((one) => one.code === IMPORTS).map((one) => one.file);
    expect(walls.sort()).toEqual(['server/freshet.ts', 'server/other.ts']);
  });
});

describe('the habits', () => {
  const habits: [habit: string, code: string, files: Record<string, string>][] = [
    [
      'no import cycles',
      'import(no-cycle)',
      {
        'lib/cycle-a.ts': "import { b } from './cycle-b';\nexport const a = () => b;\n",
        'lib/cycle-b.ts': "import { a } from './cycle-a';\nexport const b = () => a;\n",
      },
    ],
    [
      'only server/env.ts reads the environment',
      'node(no-process-env)',
      { 'server/auth/env.ts': 'export const secret = process.env.FRESHET_SECRET;\n' },
    ],
    [
      'no any',
      'typescript(no-explicit-any)',
      { 'lib/loose.ts': 'export const x = (y: any) => y;\n' },
    ],
    [
      'no promise left alone',
      'typescript(no-floating-promises)',
      {
        'lib/floating.ts':
          'async function later(): Promise<void> {}\nexport function start(): void {\n  later();\n}\n',
      },
    ],
    [
      'closed unions are switched exhaustively',
      'typescript(switch-exhaustiveness-check)',
      {
        'lib/union.ts':
          "export function name(kind: 'a' | 'b'): string {\n  switch (kind) {\n    case 'a':\n      return 'A';\n  }\n  return '';\n}\n",
      },
    ],
    [
      'no default exports where Next asks for none',
      'import(no-default-export)',
      { 'components/shared/default.tsx': 'export default function Thing() {\n  return null;\n}\n' },
    ],
    [
      'files end at 300 lines',
      'eslint(max-lines)',
      {
        'lib/long.ts': Array.from({ length: 301 }, (_, i) => `export const v${i} = ${i};`).join(
          '\n',
        ),
      },
    ],
    [
      'no console in the product',
      'eslint(no-console)',
      { 'server/auth/loud.ts': "export function shout(): void {\n  console.log('x');\n}\n" },
    ],
    [
      'kebab-case file names',
      'unicorn(filename-case)',
      { 'lib/CamelCase.ts': 'export const x = 1;\n' },
    ],
    [
      'no focused tests',
      'vitest(no-focused-tests)',
      { 'tests/unit/a.test.ts': "import { test } from 'vitest';\ntest.only('x', () => {});\n" },
    ],
  ];
  let findings: Finding[] = [];
  beforeAll(async () => {
    findings = await lintFiles({
      ...Object.assign({}, ...habits.map(([, , files]) => files)),
      'server/env.ts': 'export const port = process.env.PORT;\n',
      'app/(console)/page.tsx': 'export default function Page() {\n  return null;\n}\n',
    });
  }, 30_000);

  test.each(habits.map(([habit, code, files]) => ({ habit, code, files: Object.keys(files) })))(
    '$habit',
    ({ code, files }) => {
      const found = findings.filter((one) => one.code === code);
      expect(files).toContain(found[0]?.file);
    },
  );

  test('the places that are meant to break a habit may', () => {
    expect(findings.filter((one) => /^(server\/env|app\/)/.test(one.file))).toEqual([]);
  });
});
