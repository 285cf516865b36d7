// Visitors for the demo: reads through the shop's pages, and a price change by SQL now and then.
import { openShopDatabase, runSql } from '../db/open';
import { readTrafficEnv } from '../env';
import { createVisits } from './pages';

const env = readTrafficEnv();
const database = openShopDatabase(env.database);
const visits = await createVisits(database);
const inFlight = new Set<Promise<void>>();
const stopping = new AbortController();
/** A slow shop is not buried under visitors who wait. */
const MAX_IN_FLIGHT = 32;
let failures = 0;

async function visit(): Promise<void> {
  try {
    const response = await fetch(env.shopUrl + visits.pickAddress(), { signal: stopping.signal });
    await response.text();
    failures = 0;
  } catch (error) {
    // Told once per outage, not forty times a second.
    if (!stopping.signal.aborted && failures++ === 0)
      console.warn(`traffic: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function changePrice(): Promise<void> {
  const id = visits.pickChanged();
  const percent = visits.random.between(80, 120);
  await runSql(
    database,
    `UPDATE product SET price_cents = price_cents * ${percent} / 100 + ${visits.random.between(1, 9)} WHERE id = ${id}`,
  );
}

const reading = setInterval(() => {
  if (inFlight.size >= MAX_IN_FLIGHT) return;
  const one = visit().finally(() => inFlight.delete(one));
  inFlight.add(one);
}, 1000 / env.readsPerSecond);
const changing = setInterval(() => {
  changePrice().catch((error: unknown) =>
    console.warn(`traffic: ${error instanceof Error ? error.message : String(error)}`),
  );
}, env.changeEveryMs);

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    clearInterval(reading);
    clearInterval(changing);
    stopping.abort();
    void Promise.all(inFlight)
      .then(() => database.close())
      .then(() => process.exit(0));
  });
