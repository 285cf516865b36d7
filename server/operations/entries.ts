// What may be done to one entry by hand or by a service without a client of its own.
import {
  deleteEntryInputSchema,
  keySchema,
  putEntryInputSchema,
  type RevealResult,
  type WaveView,
} from '@/lib/contract';
import { z } from 'zod';
import { allows } from '@/server/auth/actor';
import { authorise } from '@/server/auth/authorise';
import { Refusal } from '@/server/auth/refusal';
import { maskValue, readMasks } from '@/server/queries/masks';
import { viewImpact } from '@/server/queries/preview';
import { viewWave } from '@/server/queries/view-wave';
import { audited } from './audited';
import { checkLadder, needAll } from './guardrails';
import { impactForAudit } from './purge';

const typeOf = (key: string): string => key.split(':', 1)[0] ?? key;

/** Shows the stored value of an entry; masked fields stay masked. Throws `not-found` when there is none. */
export const revealEntry = audited({
  action: 'entry.reveal',
  need: { role: 'viewer', scope: 'entries:read' },
  input: z.object({ key: keySchema }).strict(),
  plan: (_context, { key }) => ({ scope: { key } }),
  async run(
    context,
    { key },
  ): Promise<{ result: Omit<RevealResult, 'auditId'>; detail: { masked: number } }> {
    const found = await context.cache.peek(key);
    if (!found) throw new Refusal('not-found', `No value is cached under ${key}.`);
    const { value, masked } = maskValue(found.value, typeOf(key), await readMasks(context));
    return { result: { value, masked, state: found.state }, detail: { masked } };
  },
});

/** Stores a value, as a service's own `set`: for shops in other languages. The value itself is not in the audit. */
export const putEntry = audited({
  action: 'entry.put',
  need: { role: 'admin', scope: 'entries:write' },
  input: putEntryInputSchema,
  scopeOf: withoutValue,
  plan: (_context, { value: _value, ...scope }) => ({ scope }),
  async run({ cache }, { key, value, ...options }): Promise<{ result: { stored: boolean } }> {
    const given = Object.entries(options).filter(([, option]) => option !== undefined);
    return { result: { stored: await cache.set(key, value, Object.fromEntries(given)) } };
  },
});

/**
 * Invalidates one key and everything that depends on it. People climb the confirm ladder; a service says so with each of
 * its writes, and needs `purge:all` only for a key that more hangs on than the ladder lets pass without typing.
 */
export const deleteEntry = audited({
  action: 'entry.delete',
  need: { role: 'operator', scope: 'purge:selective' },
  input: deleteEntryInputSchema,
  async plan(context, { key, mode, reason, confirm }) {
    const scope = { key, mode };
    if (allows(context.actor, needAll) && context.actor.kind !== 'user') return { scope };
    const targets = { keys: [key] };
    const impact = await viewImpact(context, targets, await context.cache.preview(targets));
    if (context.actor.kind === 'user')
      await checkLadder(context, impact, { mode, reason, confirm }, key);
    else if (impact.total > impact.confirm.typedAbove) authorise(context.actor, needAll);
    return { scope, impact: impactForAudit(impact), reason };
  },
  async run(
    context,
    { key, mode, reason },
  ): Promise<{ result: { wave: WaveView }; waveId: string }> {
    const { cache, actor, dedupeId } = context;
    const wave = await cache.invalidateByKey(key, {
      mode,
      cause: 'purge',
      actor: actor.name,
      ...(reason !== undefined && { reason }),
      ...(dedupeId !== undefined && { dedupeId }),
    });
    return { result: { wave: await viewWave(context, wave) }, waveId: wave.id };
  },
});

function withoutValue(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return null;
  return Object.fromEntries(Object.entries(input).filter(([name]) => name !== 'value'));
}
