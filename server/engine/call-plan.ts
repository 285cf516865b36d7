import type { LoadPlan } from './loading';
import { declaredTypesOf } from './publisher';
import { checkGuards, entryPlanOf, type Settings } from './settings';
import type { EntryOptions } from './types';

/** The plan of a load that a caller gives by hand, outside any family. Throws for unusable tags and times. */
export function planOfCall(
  load: LoadPlan['load'],
  entry: EntryOptions,
  settings: Settings,
): LoadPlan {
  const guards = checkGuards(entry.tags ?? [], entry.dependencies ?? []);
  return {
    ...entryPlanOf(entry, settings),
    load,
    tagsOf: () => guards.tags,
    dependenciesOf: () => guards.dependencies,
    declaredTypes: declaredTypesOf(guards.dependencies),
  };
}
