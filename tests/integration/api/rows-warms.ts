// Rows of the routes about warming and running purges, and the jobs they need.
import * as contract from '@/lib/contract';
import { createFreshet, type FreshetConfig } from '@/server/freshet';
import type { Row } from '../../support/route-row';
import { waitFor } from '../../support/redis';

const warmers = { role: 'operator', scope: 'warm:write' } as const;
/** More than there are calls: each act needs a job nobody has acted on. */
const JOBS = 12;
const failed: string[] = [];
const waiting: string[] = [];

/** Jobs that failed for good, and jobs that no process takes. */
export async function prepareWarms(config: FreshetConfig): Promise<void> {
  const worker = createFreshet(config);
  worker.define('broken', {
    key: 'broken:{id}',
    load: () => {
      throw new Error('out of order');
    },
  });
  const ids = Array.from({ length: JOBS }, (_, i) => i);
  for (const i of ids) await worker.warm([`broken:${i}`], { id: `failed-${i}` });
  await waitFor(
    'the jobs to fail',
    async () => (await worker.warming.jobs(['failed'])).length === JOBS,
    { timeoutMs: 30_000, everyMs: 100 },
  );
  await worker.close();
  const asker = createFreshet({ ...config, warmWorker: false });
  for (const i of ids) await asker.warm([`broken:${i}`], { id: `waiting-${i}` });
  await asker.close();
  failed.push(...ids.map((i) => `failed-${i}`));
  waiting.push(...ids.map((i) => `waiting-${i}`));
}

export const warmRows = (waveId: () => string): Row[] => [
  {
    route: 'warms',
    method: 'GET',
    path: () => '/warms?state=failed,waiting&limit=5',
    ...warmers,
    role: 'viewer',
    answer: contract.warmsPageSchema,
  },
  {
    route: 'warms/[id]',
    method: 'DELETE',
    path: () => `/warms/${waiting.pop()}`,
    ...warmers,
    answer: contract.abortWarmResultSchema,
  },
  {
    route: 'warms/[id]/retry',
    method: 'POST',
    path: () => `/warms/${failed.pop()}/retry`,
    ...warmers,
    answer: contract.retryWarmResultSchema,
  },
  {
    route: 'warming',
    method: 'GET',
    path: () => '/warming',
    ...warmers,
    role: 'viewer',
    answer: contract.warmingSchema,
  },
  {
    route: 'warming',
    method: 'PATCH',
    path: () => '/warming',
    body: () => ({ perSecond: 50 }),
    ...warmers,
    answer: contract.setWarmingResultSchema,
  },
  {
    route: 'purges/[id]',
    method: 'GET',
    path: () => `/purges/${waveId()}`,
    role: 'viewer',
    scope: 'graph:read',
    answer: contract.purgeJobSchema,
  },
  {
    route: 'purges/[id]',
    method: 'DELETE',
    path: () => `/purges/${waveId()}`,
    role: 'operator',
    scope: 'purge:selective',
    answer: contract.abortPurgeResultSchema,
  },
];
