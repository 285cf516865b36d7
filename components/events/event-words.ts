import type { EventRowView, EventSourceView, EventState } from '@/lib/contract';
import { formatCount, formatPlural } from '@/lib/format';
import { showText } from '@/lib/show-text';

export const eventStates = ['received', 'applied', 'rejected', 'dead'] as const;

export const stateWords: Record<EventState, { word: string; meaning: string }> = {
  received: { word: 'Waiting', meaning: 'Kept safely, and not applied yet: it is tried again' },
  applied: { word: 'Applied', meaning: 'Its wave has resolved' },
  rejected: { word: 'Rejected', meaning: 'It could not be read as an event: nothing was done' },
  dead: {
    word: 'Dead letter',
    meaning: 'Given up after its tries: nothing is done until it is replayed',
  },
};

export const viaWords: Record<EventRowView['via'], string> = {
  api: 'Posted to the API',
  direct: 'Told to the engine by the service itself',
  replay: 'Replayed',
};

/** `product 42 updated`, or that it was no event. */
export function describeEvent({ event }: Pick<EventRowView, 'event'>): string {
  if (event === null) return 'Not an event';
  return `${showText(event.entity)} ${showText(String(event.id))} ${showText(event.type)}`;
}

/** What became of it, in one sentence. */
export function describeResult(row: EventRowView): string {
  switch (row.state) {
    case 'received':
      return row.error
        ? `It waits: ${showText(row.error.message)} It is tried again by itself.`
        : 'It is being applied.';
    case 'rejected':
      return `It was rejected: ${showText(row.error?.message ?? 'the reason is unknown.')}`;
    case 'dead':
      return `It was given up after ${formatPlural(row.attempts, 'try', 'tries')}: ${showText(row.error?.message ?? 'the reason is unknown.')} Replay it once the cause is mended.`;
    case 'applied':
      return describeApplied(row);
  }
}

function describeApplied({ waveId, invalidated, rules, via }: EventRowView): string {
  if (waveId === null) return 'No rule matched, so nothing was invalidated.';
  const by =
    via === 'direct'
      ? 'The service decided what it stands for'
      : `By ${formatPlural(rules.length, 'rule', 'rules')}`;
  return invalidated === 0
    ? `${by}; nothing that was cached matched.`
    : `${by}; ${formatPlural(invalidated ?? 0, 'entry was', 'entries were')} invalidated.`;
}

/** What needs a look at a source, worst first; empty when all is well. */
export function describeTrouble(source: EventSourceView): string[] {
  const parts: string[] = [];
  if (source.silent) parts.push('silent');
  if (source.deadLetters > 0)
    parts.push(formatPlural(source.deadLetters, 'dead letter', 'dead letters'));
  if (source.waiting > 0) parts.push(`${formatCount(source.waiting)} waiting`);
  return parts;
}
