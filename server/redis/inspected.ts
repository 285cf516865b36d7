// Entries as people see them: header and refs, with what their readers would find when they verify them.
import { decodeRefs, HEADER_BYTES, OFFSET, readHeader, VERIFIES } from '../engine/entry';
import type { Guard, InspectedEntry, Markers } from '../engine/ports';
import { standingAt } from '../engine/verify';

export interface Inspected extends InspectedEntry {
  verifies: boolean;
}

export function readInspected(blob: Buffer, sizeBytes: number): Inspected | null {
  if (blob.length < HEADER_BYTES) return null;
  const header = readHeader(blob);
  let refs: InspectedEntry['refs'] | null = null;
  return {
    header,
    sizeBytes,
    verifies: mustBeVerified(blob),
    // Many who look at an entry do not look at its refs.
    get refs() {
      refs ??= decodeRefs(blob.subarray(HEADER_BYTES), header.sequence);
      return refs;
    },
  };
}

export const mustBeVerified = (header: Buffer): boolean =>
  ((header[OFFSET.flags] ?? 0) & VERIFIES) !== 0;

/** Entries that a marker has retired are told as what a reader finds: nothing, or something stale. */
export async function verifyInspected(
  entries: readonly (Inspected | null)[],
  readMarkers: (guards: readonly Guard[]) => Promise<(Markers | null)[]>,
): Promise<void> {
  const verified = entries.filter((entry) => entry?.verifies === true);
  const guards = new Map<Guard, Markers | null>();
  for (const entry of verified)
    for (const ref of entry?.refs ?? []) if (ref.verified) guards.set(ref.guard, null);
  const markers = await readMarkers([...guards.keys()]);
  [...guards.keys()].forEach((guard, i) => guards.set(guard, markers[i] ?? null));
  for (const entry of verified) {
    if (entry === null) continue;
    const { header } = entry;
    for (const { guard, ref, verified: listed } of entry.refs) {
      if (!listed) continue;
      const known = guards.get(guard) ?? null;
      const standing = standingAt(known, ref, header.onInvalidate === 'soft');
      if (standing === 'gone') header.hasValue = false;
      if (standing === 'stale' && header.staleSinceMs === 0)
        header.staleSinceMs = Math.floor((known?.any ?? 0) / 1000);
    }
  }
}
