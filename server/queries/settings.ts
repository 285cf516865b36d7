import { z } from 'zod';
import type { SettingsView } from '@/lib/contract';
import type { Context } from '@/server/auth/context';
import { defineQuery } from './query';
import { readSetting, readStored } from './read-setting';

/** What is set, section by section, and who set it. */
export const getSettings = defineQuery({
  need: { role: 'admin', scope: 'admin' },
  input: z.object({}),
  read: (context) => readSettings(context),
});

export async function readSettings(
  context: Pick<Context, 'db' | 'environment'>,
): Promise<SettingsView> {
  const [guardrails, masks, retention, environment] = await Promise.all([
    readSetting(context, 'guardrails'),
    readSetting(context, 'masks'),
    readSetting(context, 'retention'),
    readStored(context, 'environment'),
  ]);
  return {
    guardrails: guardrails.value,
    masks: masks.value,
    retention: retention.value,
    environment: environment?.value ?? context.environment,
    changed: {
      guardrails: guardrails.changed,
      masks: masks.changed,
      retention: retention.changed,
      environment: environment?.changed ?? null,
    },
  };
}
