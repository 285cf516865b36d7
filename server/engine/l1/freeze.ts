// Values that many callers share must not be changed by one of them.

/**
 * Freezes plain objects and arrays to any depth and tells whether that keeps the whole value from being changed: what
 * has insides that freezing does not reach (Map, Set, Date, bytes) is left alone and answered false.
 */
export function deepFreeze(value: unknown): boolean {
  if (typeof value === 'function') return false;
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return true;
  const isPlain = Array.isArray(value) || isRecord(value);
  if (!isPlain) return false;
  // Parents first: a value that contains itself then ends.
  Object.freeze(value);
  let frozen = true;
  for (const part of Object.values(value)) frozen = deepFreeze(part) && frozen;
  return frozen;
}

function isRecord(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
