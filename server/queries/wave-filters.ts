import type { WaveRecord } from '@/server/freshet';

export interface WaveFilters {
  cause?: WaveRecord['cause']['kind'] | undefined;
  mode?: WaveRecord['mode'] | undefined;
  match?: 'none' | 'some' | undefined;
  search?: string | undefined;
}

/** Whether a wave is among those that were asked for. Of a running wave it is not known yet what it will match. */
export function passesFilters(
  wave: WaveRecord,
  { cause, mode, match, search }: WaveFilters,
): boolean {
  if (cause !== undefined && wave.cause.kind !== cause) return false;
  if (mode !== undefined && wave.mode !== mode) return false;
  if (match !== undefined && (wave.state === 'running' || wave.zeroMatch !== (match === 'none')))
    return false;
  const wanted = search?.trim().toLowerCase() ?? '';
  return wanted === '' || textsOf(wave).some((text) => text.toLowerCase().includes(wanted));
}

function textsOf({ id, cause, roots }: WaveRecord): string[] {
  const { event } = cause;
  const texts = [id, cause.reason ?? '', cause.actor ?? '', ...roots];
  // As people read it in the list: `product 42 updated`.
  if (event) texts.push(`${event.entity} ${event.id} ${event.type}`, event.eventId ?? '');
  return texts;
}
