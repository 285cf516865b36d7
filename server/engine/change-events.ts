// A fact from outside becomes targets. By convention an event about `product` 42 concerns the key and the tag
// `product:42`, the tags it names, and, when something came or went, the tag `product` that lists carry.
import { FreshetError } from './errors';
import type { Settings } from './settings';
import type { ChangeEvent, Targets } from './types';

const SET_CHANGES = new Set(['create', 'created', 'delete', 'deleted', 'insert', 'inserted']);

export function targetsOfEvent(event: ChangeEvent, settings: Settings): Targets {
  checkEvent(event);
  if (settings.changeRules !== null) return settings.changeRules(event);
  const name = `${event.entity}:${event.id}`;
  const set = SET_CHANGES.has(verbOf(event.type)) ? [event.entity] : [];
  return { keys: [name], tags: [...new Set([name, ...(event.tags ?? []), ...set])] };
}

const verbOf = (type: string): string => type.split('.').at(-1) ?? type;
/** A row that came (perhaps again): what was known of an earlier one of its name is void. */
export const isCreation = (type: string): boolean =>
  ['create', 'created', 'insert', 'inserted'].includes(verbOf(type));

/** What events of one source and id share, so that the same event twice starts one wave (P4). */
export const eventDedupeId = (eventId: string): string => `event:${eventId}`;

function checkEvent(event: ChangeEvent): void {
  const missing = (['type', 'entity'] as const).find(
    (field) => typeof event[field] !== 'string' || event[field] === '',
  );
  if (missing !== undefined) {
    throw new FreshetError('invalid-option', `the event has no ${missing}: give a text`);
  }
  if (event.id === '' || (typeof event.id !== 'string' && typeof event.id !== 'number')) {
    throw new FreshetError('invalid-option', 'the event has no id: give a text or a number');
  }
}
