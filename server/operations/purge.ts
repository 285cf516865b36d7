import { scopeText } from '@/lib/confirm-ladder';
import {
  purgeInputSchema,
  type PurgeInput,
  type PurgeResult,
  type WarmJobView,
} from '@/lib/contract';
import { authorise } from '@/server/auth/authorise';
import type { Context } from '@/server/auth/context';
import type { Impact } from '@/server/freshet';
import { viewImpact } from '@/server/queries/preview';
import { warmIdOf } from '@/server/queries/purge-job';
import { viewWave } from '@/server/queries/view-wave';
import { audited } from './audited';
import { checkLadder, needAll } from './guardrails';

/** Invalidates what the targets reach. The impact is computed here, whatever the caller has seen (console.md, ladder). */
export const purge = audited({
  action: 'cache.purge',
  need: { role: 'operator', scope: 'purge:selective' },
  input: purgeInputSchema,
  async plan(context, input) {
    const { targets, mode, reason } = input;
    if (targets.prefix !== undefined) authorise(context.actor, needAll);
    const impact = await viewImpact(context, targets, await context.cache.preview(targets));
    await checkLadder(context, impact, input, scopeText(targets));
    const scope = { targets, mode: mode ?? 'default' };
    return { scope, impact: impactForAudit(impact), reason };
  },
  async run(
    context,
    input,
  ): Promise<{ result: Omit<PurgeResult, 'auditId'>; waveId: string; detail?: unknown }> {
    const busiest = await busiestOf(context, input);
    const wave = await context.cache.invalidate(input.targets, optionsOf(context, input));
    const warm = await warmAfter(context, wave.id, busiest);
    const result = { wave: await viewWave(context, wave), warm };
    return { result, waveId: wave.id, ...(warm && { detail: { warms: busiest.length } }) };
  },
});

/** Asked for before the wave: after a hard one nothing is left to be busy. */
async function busiestOf({ cache }: Context, { targets, warmBusiest }: PurgeInput) {
  if (warmBusiest === undefined) return [];
  const { sample } = await cache.preview(targets, { sampleLimit: warmBusiest });
  return sample.map((entry) => entry.key);
}

/** The invalidation is done: a queue that is away must not make it look undone. */
async function warmAfter(
  { cache, actor, log, requestId }: Context,
  waveId: string,
  keys: readonly string[],
): Promise<WarmJobView | null> {
  if (keys.length === 0) return null;
  const reason = `after a purge by ${actor.name}`;
  return cache.warm(keys, { id: warmIdOf(waveId), waveId, reason }).catch((error: unknown) => {
    log.warn({ err: error, requestId, waveId }, 'purged, but not warmed');
    return null;
  });
}

export function optionsOf(
  { actor, dedupeId }: Context,
  { mode, reason }: Pick<PurgeInput, 'mode' | 'reason'>,
) {
  return {
    actor: actor.name,
    cause: 'purge' as const,
    ...(mode !== undefined && { mode }),
    ...(reason !== undefined && { reason }),
    ...(dedupeId !== undefined && { dedupeId }),
  };
}

export function impactForAudit(
  impact: Pick<Impact, 'total' | 'levels' | 'byType' | 'fingerprint'>,
): Pick<Impact, 'total' | 'levels' | 'byType' | 'fingerprint'> {
  const { total, levels, byType, fingerprint } = impact;
  return { total, levels, byType, fingerprint };
}
