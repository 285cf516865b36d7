import type { WaveView } from '@/lib/contract';
import type { Context } from '@/server/auth/context';
import type { Wave, WaveCause, WaveRecord } from '@/server/freshet';

/** A wave as the API shows it. The journal's record; what the call returned when the journal cannot be read now. */
export async function viewWave({ cache, log, requestId }: Context, wave: Wave): Promise<WaveView> {
  const record = await cache.wave(wave.id).catch((error: unknown) => {
    log.warn({ err: error, requestId, waveId: wave.id }, 'wave not read back from the journal');
    return null;
  });
  const { duplicate: _duplicate, ...rest } = wave;
  return waveViewOf(record ?? { ...rest, position: '', state: 'complete', attempts: 1 });
}

/** The engine's record, its read-only lists copied as the contract has them. */
export function waveViewOf(record: WaveRecord): WaveView {
  return { ...record, cause: causeViewOf(record.cause) };
}

export function causeViewOf({ event, ...cause }: WaveCause): WaveView['cause'] {
  if (event === undefined) return cause;
  const { tags, ...rest } = event;
  return { ...cause, event: { ...rest, ...(tags && { tags: [...tags] }) } };
}
