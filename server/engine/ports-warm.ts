// What the store remembers of who wants what to be warm, and who can load it.
export interface WarmRegistryStore {
  registerWarm(key: string, entry: { entityType: string; loader: string }): Promise<void>;
  /** Everything registered (bounded by use: people register pages, not products). */
  warmRegistry(): Promise<Map<string, { entityType: string; loader: string }>>;
  /** Key patterns a process of the fleet can load; said again every so often, forgotten after `forMs`. */
  announceLoaders(patterns: readonly string[], forMs: number): Promise<void>;
  liveLoaders(): Promise<string[]>;
}
