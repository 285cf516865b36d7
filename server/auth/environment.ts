import { settingSchemas, type SettingValues } from '@/lib/contract';
import type { Database } from '@/server/db/open';

/** Name and colour of this installation as an administrator set them; null when nobody has. */
export async function findEnvironment({
  sql,
}: Pick<Database, 'sql'>): Promise<SettingValues['environment'] | null> {
  const row = await sql
    .selectFrom('setting')
    .select('value')
    .where('name', '=', 'environment')
    .executeTakeFirst();
  if (!row) return null;
  return settingSchemas.environment.safeParse(JSON.parse(row.value)).data ?? null;
}
