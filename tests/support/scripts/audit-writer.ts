// A process that writes audit rows: see tests/unit/db/processes.test.ts.
import { createAudit } from '@/server/audit/audit';
import { migrate } from '@/server/db/migrate';
import { openSqlite } from '@/server/db/open';
import { serve } from '../child';

const actor = { kind: 'system', id: 'test', name: 'test', via: 'process' } as const;
const database = openSqlite(process.argv[2] ?? '');
const audit = createAudit(database);

serve({
  prepare: () => migrate(database),
  write: async (count: number) => {
    const ids: string[] = [];
    for (let i = 0; i < count; i++)
      ids.push(await audit.intent({ actor, action: 'test.write', scope: i, requestId: `r-${i}` }));
    return ids;
  },
  /** Tells every row once it is acknowledged, until it is killed. */
  writeForever: async () => {
    for (let i = 0; ; i++) {
      const id = await audit.intent({ actor, action: 'test.write', scope: i, requestId: `r-${i}` });
      process.send?.({ kind: 'emit', name: 'written', value: id });
    }
  },
});
