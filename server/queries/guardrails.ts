import type { Guardrails } from '@/lib/confirm-ladder';
import type { Context } from '@/server/auth/context';
import { readSetting } from './read-setting';

/** The guardrails in force. One door: whoever shows or enforces a rung of the ladder asks here, each time. */
export async function readGuardrails(context: Pick<Context, 'db'>): Promise<Guardrails> {
  return (await readSetting(context, 'guardrails')).value;
}
