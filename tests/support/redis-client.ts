import { Cluster, Redis } from 'ioredis';

/** Where a Redis is, as JSON: also what a child process is told. */
export type StoreAddress = { url: string } | { clusterUrls: string[] };

/** A client for an address; the caller closes it. */
export function connectTo(address: StoreAddress): Redis | Cluster {
  if ('url' in address) return new Redis(address.url);
  const nodes = address.clusterUrls.map((text) => new URL(text));
  return new Cluster(nodes.map(({ hostname, port }) => ({ host: hostname, port: Number(port) })));
}
