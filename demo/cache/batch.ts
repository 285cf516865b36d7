/**
 * Gathers single loads that are asked for in the same turn of the event loop into one batch: a listing that needs
 * 24 products costs one query. The batch starts after every one of its callers asked, so it reads no older data than
 * any of them expects.
 */
export function createBatch<K, V>(
  loadAll: (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>,
): (key: K) => Promise<V | null> {
  let waiting: {
    key: K;
    resolve: (value: V | null) => void;
    reject: (error: unknown) => void;
  }[] = [];

  async function run() {
    const batch = waiting;
    waiting = [];
    try {
      const found = await loadAll([...new Set(batch.map(({ key }) => key))]);
      for (const { key, resolve } of batch) resolve(found.get(key) ?? null);
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  return (key) =>
    new Promise((resolve, reject) => {
      waiting.push({ key, resolve, reject });
      if (waiting.length === 1) setImmediate(() => void run());
    });
}
