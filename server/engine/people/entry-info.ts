import { isLive, stateOf } from '../entry-state';
import { checkKey, guardId, typeOf } from '../names';
import type { InspectStore, ProtocolStore } from '../ports';
import type { EntryInfo } from '../types';

/** Everything but the value; null when the store holds nothing under this key. */
export async function readEntryInfo(
  store: Pick<InspectStore, 'headers'> & Pick<ProtocolStore, 'namespaceState'>,
  key: string,
): Promise<EntryInfo | null> {
  const [[entry], { generation, nowMs }] = await Promise.all([
    store.headers([checkKey(key)]),
    store.namespaceState(),
  ]);
  if (!entry) return null;
  const { header } = entry;
  const live = isLive(header, generation, nowMs);
  return {
    key,
    type: typeOf(key),
    state: stateOf(header, generation, nowMs),
    ageMs: live ? Math.max(0, nowMs - header.createdAtMs) : null,
    ttlLeftMs: live ? header.softExpiryMs - nowMs : null,
    goneInMs: live ? header.hardExpiryMs - nowMs : null,
    sizeBytes: entry.sizeBytes,
    loadCostMs: header.loadCostUs / 1000,
    onInvalidate: header.onInvalidate,
    dependsOn: entry.refs.map(({ guard, kind, depth }) => ({ guard: guardId(guard), kind, depth })),
  };
}
