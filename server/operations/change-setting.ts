import { z } from 'zod';
import { settingNames, settingSchemas, type SettingsView, type SettingName } from '@/lib/contract';
import type { Context } from '@/server/auth/context';
import { parseInput } from '@/server/auth/parse-input';
import { readSettings } from '@/server/queries/settings';
import { audited } from './audited';

const inputSchema = z.object({ name: z.enum(settingNames), value: z.unknown() });

/** Sets a section of Settings as a whole; the audit row holds what it was and what it is. */
export const changeSetting = audited({
  action: 'setting.update',
  need: { role: 'admin', scope: 'admin' },
  input: inputSchema,
  async plan(context, { name, value }) {
    const after = parseInput<unknown>(settingSchemas[name], value);
    return { scope: { setting: name, before: (await readSettings(context))[name], after } };
  },
  async run(context, { name, value }): Promise<{ result: { settings: SettingsView } }> {
    await store(context, name, parseInput<unknown>(settingSchemas[name], value));
    return { result: { settings: await readSettings(context) } };
  },
});

async function store({ db, actor }: Context, name: SettingName, value: unknown): Promise<void> {
  const columns = {
    value: JSON.stringify(value),
    updated_by: actor.name,
    updated_at: new Date().toISOString(),
  };
  await db.sql
    .insertInto('setting')
    .values({ name, ...columns })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(columns))
    .execute();
}
