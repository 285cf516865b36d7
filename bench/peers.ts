// The peers as the benchmark sees them. They live in bench/peers, a package of its own, and are loaded when they are asked
// for; Freshet stands beside them behind the same verbs.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Freshet } from '../server/freshet';

export interface Peer {
  read(key: string, load: () => Promise<unknown>, tags?: string[]): Promise<unknown>;
  invalidateKey(key: string): Promise<unknown>;
  /** Null: it has no tags. */
  invalidateTag: ((tag: string) => Promise<unknown>) | null;
  close(): Promise<unknown>;
}
export interface Where {
  url: string;
  namespace: string;
  tier: 'l1' | 'l2';
}
export type OpenPeer = (where: Where) => Promise<Peer>;

// The bundle runs in the project's folder (scripts/bench.mjs).
export const peersFolder = path.resolve('bench/peers');

/** Every peer by name. Throws, saying what to do, when they are not installed. */
export async function loadPeers(): Promise<Record<string, OpenPeer>> {
  try {
    const loaded: { peers: Record<string, OpenPeer> } = await import(
      pathToFileURL(path.join(peersFolder, 'peers.mjs')).href
    );
    return loaded.peers;
  } catch (error) {
    throw new Error('the peers are not installed: npm ci --prefix bench/peers', { cause: error });
  }
}

/** `bentocache 1.6.1`; the ones without a package keep their name. */
export function titleOf(name: string): string {
  const { dependencies }: { dependencies: Record<string, string> } = JSON.parse(
    readFileSync(path.join(peersFolder, 'package.json'), 'utf8'),
  );
  return dependencies[name] === undefined ? name : `${name} ${dependencies[name]}`;
}

export function asPeer(cache: Freshet): Peer {
  return {
    read: (key, load, tags) => cache.getWithSWR(key, load, { ttl: 3600, ...(tags && { tags }) }),
    invalidateKey: (key) => cache.invalidateByKey(key),
    invalidateTag: (tag) => cache.invalidateByTag(tag),
    close: () => cache.close(),
  };
}
