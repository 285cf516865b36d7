import { fileURLToPath } from 'node:url';
import { runToEnd } from '../../scripts/lib/child.mjs';
import type { World } from './world';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** SQL on the shop's database from outside the shop, as an import job would run it. */
export async function runShopSql(world: World, text: string): Promise<void> {
  const { code, stdout, stderr } = await runToEnd(
    process.execPath,
    ['scripts/run.mjs', 'demo/sql.ts', text],
    { cwd: root, env: { ...process.env, FRESHET_DATA_DIR: world.dataDir, SHOP_DATABASE_URL: '' } },
  );
  if (code !== 0) throw new Error(`the shop's database refused it:\n${stdout}${stderr}`);
}
