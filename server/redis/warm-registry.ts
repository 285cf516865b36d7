import type { WarmRegistryStore } from '../engine/ports';
import { loadersKey, warmRegistryKey } from './keyspace';
import { asking } from './nodes';
import { type Client, list, runScript, text } from './script';

const SCAN_COUNT = 200;

export class RedisWarmRegistry implements WarmRegistryStore {
  constructor(
    private readonly client: Client,
    private readonly ns: string,
  ) {}

  registerWarm(key: string, entry: { entityType: string; loader: string }): Promise<void> {
    return asking('registering for warming', async () => {
      await this.client.hset(warmRegistryKey(this.ns), key, JSON.stringify(entry));
    });
  }

  warmRegistry(): Promise<Map<string, { entityType: string; loader: string }>> {
    return asking('warm registry', async () => {
      const registered = new Map<string, { entityType: string; loader: string }>();
      let cursor = '0';
      do {
        const [next, found] = await this.client.hscan(
          warmRegistryKey(this.ns),
          cursor,
          'COUNT',
          SCAN_COUNT,
        );
        for (let i = 0; i + 1 < found.length; i += 2)
          registered.set(found[i] as string, readEntry(found[i + 1] as string));
        cursor = next;
      } while (cursor !== '0');
      return registered;
    });
  }

  announceLoaders(patterns: readonly string[], forMs: number): Promise<void> {
    return asking('announcing loaders', async () => {
      await runScript(this.client, 'loaders', [loadersKey(this.ns)], [forMs, ...patterns]);
    });
  }

  liveLoaders(): Promise<string[]> {
    return asking('live loaders', async () =>
      list(await runScript(this.client, 'loaders', [loadersKey(this.ns)], [0])).map(text),
    );
  }
}

function readEntry(text: string): { entityType: string; loader: string } {
  const parsed: unknown = JSON.parse(text);
  const { entityType, loader } = parsed as Record<string, unknown>;
  return { entityType: String(entityType), loader: String(loader) };
}
