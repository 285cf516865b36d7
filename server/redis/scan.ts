import type { Redis } from 'ioredis';
import { mastersOf } from './nodes';
import type { Client } from './script';

/** Keys looked at per step: about a third of a millisecond of the node's time. */
const SCAN_COUNT = 500;

/**
 * Names of keys that match, batch by batch, each once, from every primary. What is written meanwhile may or may not
 * come; keys that move between nodes of a Cluster meanwhile can be missed.
 */
export async function* scanNames(client: Client, pattern: string): AsyncIterable<string[]> {
  const seen = new Set<string>();
  for (const node of await mastersOf(client)) {
    for await (const names of scanNode(node, pattern)) {
      // SCAN repeats keys while its table grows, and a moving slot shows up on two nodes.
      const fresh = names.filter((name) => !seen.has(name) && seen.add(name));
      if (fresh.length > 0) yield fresh;
    }
  }
}

async function* scanNode(node: Redis, pattern: string): AsyncIterable<string[]> {
  let cursor = '0';
  do {
    const [next, names] = await node.scan(cursor, 'MATCH', pattern, 'COUNT', SCAN_COUNT);
    yield names;
    cursor = next;
  } while (cursor !== '0');
}
