// The markers of promoted guards. On standalone Redis every step that moves one also writes it to a string, so that a
// reader gets it together with the entry in one MGET; on Cluster it is read from the guard itself.
import { Command } from 'ioredis';
import type { Guard, Markers } from '../engine/ports';
import { entryKey, guardKey, markersKey } from './keyspace';
import { isCluster } from './nodes';
import type { Client } from './script';

const BYTES = { replyEncoding: null };
/** Promoted, any, hard, by entry. */
const RESERVED = ['\x02', '\x00', '\x04', '\x05'] as const;

export async function readWithMarkers(
  client: Client,
  ns: string,
  key: string,
  guards: readonly Guard[],
): Promise<{ blob: Buffer | null; markers: (Markers | null)[] }> {
  if (isCluster(client)) {
    const [blob, markers] = await Promise.all([
      client.getBuffer(entryKey(ns, key)),
      readMarkers(client, ns, guards),
    ]);
    return { blob, markers };
  }
  const [blob, ...found] = await mget(client, [
    entryKey(ns, key),
    ...guards.map((guard) => markersKey(ns, guard)),
  ]);
  return { blob: blob ?? null, markers: found.map(parse) };
}

/** null for a guard that was never promoted, or is lost. */
export async function readMarkers(
  client: Client,
  ns: string,
  guards: readonly Guard[],
): Promise<(Markers | null)[]> {
  if (guards.length === 0) return [];
  if (!isCluster(client)) {
    return (
      await mget(
        client,
        guards.map((guard) => markersKey(ns, guard)),
      )
    ).map(parse);
  }
  return Promise.all(
    guards.map(async (guard) => {
      const [promoted, ...scores] = await client.zmscore(guardKey(ns, guard), ...RESERVED);
      if (promoted === null || promoted === undefined) return null;
      const [any = 0, hard = 0, byEntry = 0] = scores.map((score) => Number(score ?? 0));
      return { any, hard, byEntry };
    }),
  );
}

const mget = (client: Client, names: string[]) =>
  client.sendCommand(new Command('mget', names, BYTES)) as Promise<(Buffer | null)[]>;

function parse(found: Buffer | null): Markers | null {
  if (found === null) return null;
  return {
    any: found.readDoubleBE(0),
    hard: found.readDoubleBE(8),
    byEntry: found.readDoubleBE(16),
  };
}
