import { createHash } from 'node:crypto';

const fullUpToBytes = 16_384;
const shownOfList = 20;

/**
 * What an audit row keeps of a scope: all of it when short; of long lists the first few, with the count and the hash of
 * the whole, so that a copy kept elsewhere can be proved to be the same.
 */
export function summarise(scope: unknown): unknown {
  const text = JSON.stringify(scope) ?? 'null';
  if (Buffer.byteLength(text) <= fullUpToBytes) return scope ?? null;
  const sha256 = createHash('sha256').update(text).digest('hex');
  const whole = { bytes: Buffer.byteLength(text), sha256 };
  if (typeof scope !== 'object' || scope === null) return { summarised: whole };
  const shown = Object.entries(scope).map(([name, value]) => [name, shorten(value)] as const);
  return { ...Object.fromEntries(shown), summarised: whole };
}

function shorten(value: unknown): unknown {
  if (Array.isArray(value) && value.length > shownOfList)
    return { count: value.length, first: value.slice(0, shownOfList).map(shorten) };
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, shorten(part)]));
  if (typeof value === 'string' && value.length > 600)
    return { length: value.length, start: value.slice(0, 600) };
  return value;
}
