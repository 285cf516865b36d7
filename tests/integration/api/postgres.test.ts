import { afterAll, test } from 'vitest';
import { openPostgres } from '@/server/db/open';
import { durableContract } from '../../support/durable-contract';
import { startPostgres } from '../../support/postgres';

const postgres = await startPostgres();
afterAll(async () => {
  if (typeof postgres !== 'string') await postgres.close();
});

if (typeof postgres === 'string') {
  console.log(`Postgres for tests: none, its tests are skipped (${postgres})`);
  test.skip(`the durable side on Postgres (${postgres})`);
} else {
  console.log(`Postgres for tests: from ${postgres.from}`);
  durableContract('Postgres', async () => {
    const url = await postgres.createDatabase();
    return {
      open: () =>
        openPostgres(url, (error) => {
          throw error;
        }),
      drop: async () => undefined,
    };
  });
}
