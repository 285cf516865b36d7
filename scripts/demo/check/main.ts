// The story of `npm run demo -- --check`, told by measuring: each part gives rows for the table, and a part that
// cannot be told is a failed row, not the end.
import { tellConsole } from './console-story';
import { tellContinuousReading } from './continuous-readers';
import { type Subject, chooseSubject, tellFirstVisitor, tellPriceChange } from './price-story';
import { type Row, formatRows } from './rows';
import type { ResolvedChange } from './shop-client';
import { openEventStream } from './sse';
import { tellStampede } from './stampede';
import { openWorld } from './world';

const startedAt = performance.now();
const world = openWorld();
const rows: Row[] = [];

async function tell(what: string, part: () => Promise<Row[]>): Promise<void> {
  console.log(`check: ${what}`);
  try {
    rows.push(...(await part()));
  } catch (error) {
    const measured = error instanceof Error ? error.message : String(error);
    rows.push({ what, expected: 'can be measured', measured: measured.slice(0, 200), ok: false });
  }
}

const changes = await openEventStream(`${world.shopUrl}/_changes`);
try {
  const subject: Subject = await chooseSubject(world);
  let change: ResolvedChange | null = null;
  await tell('one price change', async () => {
    const told = await tellPriceChange(world, changes, subject);
    change = told.change;
    return told.rows;
  });
  await tell('the first visitor after a wave', () => tellFirstVisitor(world, changes, subject));
  await tell('readers that never pause', () => tellContinuousReading(world, changes, subject));
  await tell('a stampede', () => tellStampede(world));
  await tell('the console', async () => {
    if (!change) throw new Error('there was no price change to look for');
    return await tellConsole(world, changes, subject, change);
  });
} finally {
  changes.close();
  await world.close();
}
const failed = rows.filter((row) => !row.ok).length;
console.log(`\n${formatRows(rows)}\n`);
console.log(
  `${rows.length - failed} of ${rows.length} hold (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`,
);
process.exitCode = failed === 0 ? 0 : 1;
