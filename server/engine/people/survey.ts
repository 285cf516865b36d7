// What is cached, by type, and how much of it records neither tags nor dependencies: whether such an entry shows the
// product that changes, nobody can tell, and no wave reaches it.
import { isLive } from '../entry-state';
import { typeOf } from '../names';
import type { InspectStore, ProtocolStore } from '../ports';
import type { Survey } from '../types';
import { NO_REFS_LENGTH } from './plan';
import { readBareHeaders } from './read';

export type SurveyStore = Pick<InspectStore, 'scanEntries' | 'bareHeaders'> &
  Pick<ProtocolStore, 'namespaceState'>;

/** Walks all entries and adds up types; keeps nothing per entry. */
export async function readSurvey(store: SurveyStore): Promise<Omit<Survey, 'ageMs'>> {
  const { generation, nowMs } = await store.namespaceState();
  const types = new Map<string, Survey['types'][number]>();
  for await (const keys of store.scanEntries())
    await readBareHeaders(store, keys, (key, header) => {
      if (!isLive(header, generation, nowMs)) return;
      const name = typeOf(key);
      const type = types.get(name) ?? { type: name, entries: 0, unlinked: 0 };
      type.entries += 1;
      if (header.refsLength <= NO_REFS_LENGTH) type.unlinked += 1;
      types.set(name, type);
    });
  const list = [...types.values()].sort(
    (a, b) => b.entries - a.entries || (a.type < b.type ? -1 : 1),
  );
  return {
    entries: list.reduce((sum, type) => sum + type.entries, 0),
    unlinked: list.reduce((sum, type) => sum + type.unlinked, 0),
    types: list,
  };
}
