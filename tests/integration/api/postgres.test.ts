import { afterAll } from 'vitest';
import { openPostgres } from '@/server/db/open';
import { durableContract } from '../../support/durable-contract';
import { eventsContract } from '../../support/events-contract';
import { peopleContract } from '../../support/people-contract';
import { plansContract } from '../../support/plans-contract';
import { startPostgres } from '../../support/postgres';

const postgres = await startPostgres();
const missing = typeof postgres === 'string' ? postgres : null;
console.log(
  typeof postgres === 'string'
    ? `Postgres for tests: none, its tests are skipped (${postgres})`
    : `Postgres for tests: from ${postgres.from}`,
);
// A connection that is just being closed is told when its server goes: that is no failure.
let closing = false;
afterAll(async () => {
  closing = true;
  if (typeof postgres !== 'string') await postgres.close();
});

async function setUp() {
  if (typeof postgres === 'string') throw new Error(postgres);
  const url = await postgres.createDatabase();
  const fail = (error: Error) => {
    if (!closing) throw error;
  };
  return { open: () => openPostgres(url, fail), drop: async () => undefined };
}

const name = missing === null ? 'Postgres' : `Postgres (skipped: ${missing})`;
durableContract(name, setUp, { skip: missing !== null });
eventsContract(name, setUp, { skip: missing !== null });
peopleContract(name, setUp, { skip: missing !== null });
plansContract(name, setUp, { skip: missing !== null });
