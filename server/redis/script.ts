// One script = one atomic step. Sent by its hash; sent whole when a node does not know it yet (a new node, a restart,
// SCRIPT FLUSH). Never inside a pipeline: there the fallback would run out of order (stack.md).
import { createHash } from 'node:crypto';
import type { Cluster, Redis } from 'ioredis';
import { lua } from './lua.generated';

export type Client = Redis | Cluster;
export type ScriptArgument = string | Buffer | number;
type ScriptName = keyof typeof lua;

const hashes = new Map<ScriptName, string>();

function hashOf(name: ScriptName): string {
  let hash = hashes.get(name);
  if (hash === undefined) {
    hash = createHash('sha1').update(lua[name]).digest('hex');
    hashes.set(name, hash);
  }
  return hash;
}

/** Runs a script; bulk strings come back as Buffers, integers as numbers. Rejects with the client's error. */
export async function runScript(
  client: Client,
  name: ScriptName,
  keys: readonly string[],
  args: readonly ScriptArgument[],
): Promise<unknown> {
  try {
    return await client.callBuffer('evalsha', hashOf(name), keys.length, ...keys, ...args);
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
    return client.callBuffer('eval', lua[name], keys.length, ...keys, ...args);
  }
}

export const text = (reply: unknown): string =>
  Buffer.isBuffer(reply) ? reply.toString('utf8') : String(reply);
export const number = (reply: unknown): number =>
  typeof reply === 'number' ? reply : Number(text(reply));
export function list(reply: unknown): unknown[] {
  if (Array.isArray(reply)) return reply;
  throw new Error(`unexpected reply of a script: ${text(reply)}`);
}
export const bytes = (reply: unknown): Buffer =>
  Buffer.isBuffer(reply) ? reply : Buffer.from(text(reply));
