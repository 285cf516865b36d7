import type { PurgeJobView } from '@/lib/contract';
import { purgeIdSchema, readPurge, warmIdOf } from '@/server/queries/purge-job';
import { audited } from './audited';

/**
 * Ends the warming after a purge. The invalidation itself is one wave: once it is open it is completed, by any process;
 * the answer says what was done.
 */
export const abortPurge = audited({
  action: 'purge.abort',
  need: { role: 'operator', scope: 'purge:selective' },
  input: purgeIdSchema,
  async plan(context, { id }) {
    const { wave, warm } = await readPurge(context, id);
    return {
      scope: { id, invalidated: wave.invalidated, warmed: warm?.done ?? 0, of: warm?.total ?? 0 },
    };
  },
  async run(context, { id }): Promise<{ result: PurgeJobView; waveId: string; detail: unknown }> {
    const outcome = await context.cache.warming.cancel(warmIdOf(id));
    const result = await readPurge(context, id);
    return { result, waveId: id, detail: { outcome: outcome ?? 'had ended' } };
  },
});
