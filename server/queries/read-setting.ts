import { defaultGuardrails } from '@/lib/confirm-ladder';
import { type SettingName, settingSchemas, type SettingValues } from '@/lib/contract';
import type { Context } from '@/server/auth/context';

type Defaults = Omit<SettingValues, 'environment'>;
const defaults: Defaults = {
  guardrails: { ...defaultGuardrails, protectedTags: [...defaultGuardrails.protectedTags] },
  masks: { fields: [] },
  retention: { eventDays: 30 },
};

export interface Setting<T> {
  value: T;
  changed: { by: string; at: string } | null;
}

/** A section of Settings: what an administrator set, else the default. */
export async function readSetting<N extends keyof Defaults>(
  place: Pick<Context, 'db'>,
  name: N,
): Promise<Setting<Defaults[N]>> {
  return (await readStored(place, name)) ?? { value: defaults[name], changed: null };
}

/** What was set of a section; null when nobody has, and when an older version kept it in a form that no longer fits. */
export async function readStored<N extends SettingName>(
  { db }: Pick<Context, 'db'>,
  name: N,
): Promise<Setting<SettingValues[N]> | null> {
  const row = await db.sql
    .selectFrom('setting')
    .selectAll()
    .where('name', '=', name)
    .executeTakeFirst();
  if (!row) return null;
  const parsed = settingSchemas[name].safeParse(JSON.parse(row.value));
  if (!parsed.success) return null;
  const value = parsed.data as SettingValues[N];
  return { value, changed: { by: row.updated_by, at: row.updated_at } };
}
