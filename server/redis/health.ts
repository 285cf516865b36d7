import type { Redis } from 'ioredis';
import type { StoreHealth } from '../engine/types';
import { isCluster, mastersOf } from './nodes';
import type { Client } from './script';

interface NodeHealth {
  version: string | null;
  evictionPolicy: string | null;
  latencyMs: number;
  usedMemoryBytes: number;
}

/** Asks every primary; never rejects. `ok` is false when one does not answer or could evict the index. */
export async function checkHealth(client: Client): Promise<StoreHealth> {
  const topology = isCluster(client) ? 'cluster' : 'standalone';
  try {
    const nodes = await Promise.all((await mastersOf(client)).map(askNode));
    const unsafe = nodes.find((node) => evictionFault(node.evictionPolicy) !== null);
    const first = unsafe ?? nodes[0];
    const fault = evictionFault(first?.evictionPolicy ?? null);
    return {
      ok: fault === null,
      topology,
      version: first?.version ?? null,
      evictionPolicy: first?.evictionPolicy ?? null,
      latencyMs: Math.max(...nodes.map((node) => node.latencyMs)),
      usedMemoryBytes: nodes.reduce((sum, node) => sum + node.usedMemoryBytes, 0),
      error: fault,
    };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return {
      ok: false,
      topology,
      version: null,
      evictionPolicy: null,
      latencyMs: null,
      usedMemoryBytes: null,
      error: `Redis does not answer: ${why}`,
    };
  }
}

/** Why a `maxmemory-policy` is not safe for the index (guards have no TTL and must not be evicted); null when it is. */
export function evictionFault(policy: string | null): string | null {
  if (policy === null || !policy.startsWith('allkeys-')) return null;
  return `maxmemory-policy is ${policy}: it can evict the index, and invalidations would miss entries. Set it to volatile-ttl, another volatile-… or noeviction`;
}

async function askNode(node: Redis): Promise<NodeHealth> {
  const startedMs = performance.now();
  await node.ping();
  const latencyMs = performance.now() - startedMs;
  const info = await node.info();
  const field = (name: string): string | null =>
    new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? null;
  return {
    version: field('valkey_version') ?? field('redis_version'),
    evictionPolicy: field('maxmemory_policy'),
    latencyMs,
    usedMemoryBytes: Number(field('used_memory') ?? 0),
  };
}
