// Previews, schedules and what they ask of the cache: their rows in the table of routes.
import { POST as postPreview } from '@/app/api/v1/previews/route';
import { POST as postSchedule } from '@/app/api/v1/schedules/route';
import * as contract from '@/lib/contract';
import { type Caller, requestOf } from '../../support/console';
import type { Row } from '../../support/route-row';

const open = 'viewer';
let previewId = '';
let emptyPreviewId = '';
let scheduleId = '';

/** What the rows act on, made anew for each. */
export async function preparePreviews(
  caller: Caller,
  targets: contract.TargetsInput,
): Promise<void> {
  previewId = await makePreview(caller, targets);
  emptyPreviewId = await makePreview(caller, { keys: ['nothing:here'] });
  const body = { previewId: emptyPreviewId, runAt: inAnHour(), mode: 'soft' };
  const scheduled = await postSchedule(requestOf(caller, '/api/v1/schedules', { body }));
  scheduleId = contract.scheduleResultSchema.parse(await scheduled.json()).schedule.id;
}

async function makePreview(caller: Caller, targets: contract.TargetsInput): Promise<string> {
  const made = await postPreview(requestOf(caller, '/api/v1/previews', { body: { targets } }));
  return contract.createPreviewResultSchema.parse(await made.json()).preview.id;
}

const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

export const previewRows = (key: string): Row[] => [
  {
    route: 'previews',
    method: 'POST',
    path: () => '/previews',
    body: () => ({ targets: { keys: [key] } }),
    role: open,
    scope: 'preview:write',
    status: 201,
    answer: contract.createPreviewResultSchema,
  },
  {
    route: 'previews/read-list',
    method: 'POST',
    path: () => '/previews/read-list',
    body: () => ({ text: 'id\n1\n2' }),
    role: open,
    scope: 'preview:write',
    answer: contract.listReadingSchema,
  },
  {
    route: 'previews/[id]',
    method: 'GET',
    path: () => `/previews/${previewId}`,
    role: open,
    scope: 'preview:write',
    answer: contract.previewSchema,
  },
  {
    route: 'previews/[id]/drift',
    method: 'GET',
    path: () => `/previews/${previewId}/drift`,
    role: open,
    scope: 'preview:write',
    answer: contract.previewDriftSchema,
  },
  {
    route: 'previews/[id]/affected',
    method: 'GET',
    path: () => `/previews/${previewId}/affected?page=${encodeURIComponent(key)}`,
    role: open,
    scope: 'preview:write',
    answer: contract.affectedSchema,
  },
  {
    route: 'previews/[id]/share',
    method: 'POST',
    path: () => `/previews/${previewId}/share`,
    body: () => ({ expiresInHours: 1 }),
    role: open,
    scope: 'preview:write',
    status: 201,
    answer: contract.sharePreviewResultSchema,
  },
  {
    route: 'previews/[id]/apply',
    method: 'POST',
    path: () => `/previews/${emptyPreviewId}/apply`,
    body: () => ({ mode: 'soft' }),
    role: 'operator',
    scope: 'purge:selective',
    answer: contract.applyPreviewResultSchema,
  },
  {
    route: 'schedules',
    method: 'GET',
    path: () => '/schedules?state=waiting',
    role: open,
    scope: 'preview:write',
    answer: contract.schedulesPageSchema,
  },
  {
    route: 'schedules',
    method: 'POST',
    path: () => '/schedules',
    body: () => ({
      previewId: emptyPreviewId,
      runAt: new Date(Date.now() + 3_600_000).toISOString(),
      mode: 'soft',
    }),
    role: 'operator',
    scope: 'purge:selective',
    status: 201,
    answer: contract.scheduleResultSchema,
  },
  {
    route: 'schedules/[id]',
    method: 'DELETE',
    path: () => `/schedules/${scheduleId}`,
    role: 'operator',
    scope: 'purge:selective',
    answer: contract.scheduleResultSchema,
  },
  {
    route: 'find',
    method: 'GET',
    path: () => '/find?search=shoes',
    role: open,
    scope: 'graph:read',
    answer: contract.findSchema,
  },
  {
    route: 'survey',
    method: 'GET',
    path: () => '/survey',
    role: open,
    scope: 'graph:read',
    answer: contract.surveySchema,
  },
];
