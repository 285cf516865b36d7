import { expect, test } from 'vitest';
import { GET as getActions } from '@/app/api/v1/audit/actions/route';
import { GET as getCsv } from '@/app/api/v1/audit/export.csv/route';
import { GET as getLines } from '@/app/api/v1/audit/export.jsonl/route';
import { auditRowSchema } from '@/lib/contract';
import type { SystemActor } from '@/server/auth/actor';
import { nobody, problemIn, requestOf, startConsole } from '../../support/console';

const actor: SystemActor = { kind: 'system', id: 'test', name: '=cmd()', via: 'process' };
const entry = (n: number) => ({
  actor,
  action: n % 2 === 0 ? 'cache.purge' : 'cache.warm',
  scope: { tags: [`tag "${n}"`] },
  requestId: `r-${n}`,
});

test('a file holds every row that fits, also past a page, newest first and unknown where no outcome followed', async () => {
  const place = await startConsole();
  const { audit } = place.container;
  for (let n = 0; n < 210; n++) await audit.intent(entry(n));
  const viewer = await place.user('viewer');
  const lines = await getLines(requestOf(viewer, '/api/v1/audit/export.jsonl?action=cache.purge'));
  expect(lines.headers.get('content-type')).toContain('application/jsonl');
  const rows = (await lines.text())
    .trimEnd()
    .split('\n')
    .map((line) => auditRowSchema.parse(JSON.parse(line)));
  expect(rows).toHaveLength(105);
  expect(rows.map(({ requestId }) => requestId).slice(0, 2)).toEqual(['r-208', 'r-206']);
  expect(new Set(rows.map(({ outcome }) => outcome))).toEqual(new Set(['unknown']));

  const csv = await getCsv(requestOf(viewer, '/api/v1/audit/export.csv?search=r-209'));
  expect(csv.headers.get('content-disposition')).toContain('freshet-audit.csv');
  const [header, row, end] = (await csv.text()).split('\r\n');
  expect(header).toContain('seq,at,action,outcome,actor');
  // Text that a spreadsheet would take for a formula is told apart, and quotes are kept.
  expect(row).toContain(`cache.warm,unknown,'=cmd()`);
  const scope = JSON.stringify(entry(209).scope);
  expect(row).toContain(`"${scope.replaceAll('"', '""')}"`);
  expect(end).toBe('');
  // Each row is a commit that waits for the disk.
}, 20_000);

test('the actions to choose from are those on record', async () => {
  const place = await startConsole();
  const viewer = await place.user('viewer');
  const ask = async () => (await getActions(requestOf(viewer, '/api/v1/audit/actions'))).json();
  expect(await ask()).toEqual({ actions: [] });
  for (const n of [1, 2, 3]) await place.container.audit.intent(entry(n));
  expect(await ask()).toEqual({ actions: ['cache.purge', 'cache.warm'] });
});

test('who may not read the audit gets no file', async () => {
  const place = await startConsole();
  for (const [get, kind] of [
    [getCsv, 'csv'],
    [getLines, 'jsonl'],
  ] as const) {
    const path = `/api/v1/audit/export.${kind}`;
    expect(await problemIn(await get(requestOf(nobody, path)))).toMatchObject({ status: 401 });
    const machine = await place.token(['graph:read', 'entries:read']);
    expect(await problemIn(await get(requestOf(machine, path)))).toMatchObject({ status: 403 });
    const allowed = await get(requestOf(await place.token(['audit:read']), path));
    expect(allowed.status).toBe(200);
  }
});
