// In which order keys are warmed.
import type { Guard, Store, WarmTask } from './ports';

/** Longest way from a key without dependencies among these: dependencies first, and of a level the busiest first. */
export async function inGraphOrder(
  store: Pick<Store, 'headers' | 'readsOf'>,
  keys: readonly string[],
): Promise<WarmTask['keys']> {
  const wanted = new Set(keys);
  const entries = await store.headers(keys);
  const below = new Map<string, string[]>();
  keys.forEach((key, i) => {
    const refs = entries[i]?.refs ?? [];
    const inputs = refs.map((ref) => nameOfKeyGuard(ref.guard)).filter((name) => name !== null);
    below.set(
      key,
      inputs.filter((name) => wanted.has(name) && name !== key),
    );
  });
  const depths = new Map<string, number>();
  const depthOf = (key: string, path: ReadonlySet<string>): number => {
    const known = depths.get(key);
    if (known !== undefined) return known;
    if (path.has(key)) return 0;
    const inside = new Set([...path, key]);
    const depth = Math.max(0, ...(below.get(key) ?? []).map((input) => depthOf(input, inside) + 1));
    depths.set(key, depth);
    return depth;
  };
  const reads = await store.readsOf(keys);
  return keys
    .map((key, i) => ({ key, depth: depthOf(key, new Set()), reads: reads[i] ?? 0 }))
    .sort((a, b) => a.depth - b.depth || b.reads - a.reads)
    .map(({ key, depth }) => ({ key, depth }));
}

function nameOfKeyGuard(guard: Guard): string | null {
  return guard.startsWith('k:') ? guard.slice(2) : null;
}
