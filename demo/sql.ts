// `node scripts/run.mjs demo/sql.ts "UPDATE product SET price_cents = 4999 WHERE id = 42"`: SQL on the shop's
// database from outside the shop's process, as an import job or an administrator would run it.
import { openShopDatabase, runSql } from './db/open';
import { readDatabaseSetting } from './env';

const text = process.argv[2];
if (!text) {
  console.error('usage: node scripts/run.mjs demo/sql.ts "SELECT …" or "UPDATE …"');
  process.exit(2);
}
const database = openShopDatabase(readDatabaseSetting());
try {
  const { rows, changed } = await runSql(database, text);
  if (rows.length > 0) console.table(rows);
  console.log(changed === null ? `${rows.length} rows` : `${changed} rows changed`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await database.close();
}
