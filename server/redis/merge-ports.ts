/** One object with the methods of all parts, each bound to its part. Later parts win where names meet. */
export function mergePorts<
  A extends object,
  B extends object,
  C extends object,
  D extends object,
  E extends object,
>(a: A, b: B, c: C, d: D, e: E): A & B & C & D & E {
  const merged: Record<string, unknown> = {};
  for (const part of [a, b, c, d, e]) {
    if ('topology' in part) merged.topology = part.topology;
    for (let proto = part; proto !== Object.prototype; proto = Object.getPrototypeOf(proto)) {
      for (const name of Object.getOwnPropertyNames(proto)) {
        const member: unknown = Reflect.get(part, name);
        if (name === 'constructor' || typeof member !== 'function' || name in merged) continue;
        merged[name] = member.bind(part);
      }
    }
  }
  return merged as A & B & C & D & E;
}
