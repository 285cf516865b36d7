import type { ChangeEventInput, WaveView } from '@/lib/contract';
import { identifyEvent, plainEventSchema } from '@/server/events/plain';
import type { ChangeEvent } from '@/server/freshet';
import { audited } from './audited';
import { viewWave } from '@/server/queries/view-wave';

/** Takes a change event in and answers when its wave has resolved. The same eventId within 24 h acts once. */
export const acceptEvent = audited({
  action: 'event.accept',
  need: { role: 'operator', scope: 'events:write' },
  input: plainEventSchema,
  plan: ({ cache }, event) => ({
    scope: { event, targets: cache.targetsOf(toChangeEvent(event)) },
  }),
  async run(
    context,
    input,
  ): Promise<{ result: { wave: WaveView; duplicate: boolean }; waveId: string; detail: unknown }> {
    const event = toChangeEvent(identifyEvent(input, context.dedupeId));
    const wave = await context.cache.handleDataChange(event, { actor: context.actor.name });
    const { duplicate, invalidated } = wave;
    return {
      result: { wave: await viewWave(context, wave), duplicate },
      waveId: wave.id,
      detail: { duplicate, invalidated },
    };
  },
});

/** Absent is absent, not undefined. */
function toChangeEvent({ type, entity, id, ...rest }: ChangeEventInput): ChangeEvent {
  return { type, entity, id, ...rest };
}
