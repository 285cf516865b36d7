import { defaultGuardrails, type Guardrails } from '@/lib/confirm-ladder';
import type { Context } from '@/server/auth/context';

/** The guardrails in force. One door: whoever shows or enforces a rung of the ladder asks here, each time. */
export async function readGuardrails(_context: Pick<Context, 'db'>): Promise<Guardrails> {
  return defaultGuardrails;
}
