export interface ServerEvent {
  event: string;
  data: string;
  /** When it was read, on this process's monotonic clock. */
  heardAtMs: number;
}
export interface EventStream {
  /** The first event, already heard or still to come, that fits; null when the time is over. */
  find(fits: (event: ServerEvent) => boolean, timeoutMs?: number): Promise<ServerEvent | null>;
  close(): void;
}

function parseBlock(block: string): Omit<ServerEvent, 'heardAtMs'> | null {
  const fields = block.split('\n').map((line) => /^(\w+): ?(.*)$/.exec(line));
  const valueOf = (name: string) => fields.find((field) => field?.[1] === name)?.[2];
  const data = valueOf('data');
  return data === undefined ? null : { event: valueOf('event') ?? 'message', data };
}

/** Reads server-sent events from an address and keeps them. */
export async function openEventStream(
  url: string,
  headers: Record<string, string> = {},
): Promise<EventStream> {
  const stop = new AbortController();
  const response = await fetch(url, { headers, signal: stop.signal });
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`);
  const heard: ServerEvent[] = [];
  const listeners = new Set<(event: ServerEvent) => void>();
  const body = response.body.pipeThrough(new TextDecoderStream());

  async function read(): Promise<void> {
    let rest = '';
    for await (const text of body) {
      const heardAtMs = performance.now();
      const blocks = (rest + text).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const parsed = parseBlock(block);
        if (!parsed) continue;
        const event = { ...parsed, heardAtMs };
        heard.push(event);
        for (const listener of listeners) listener(event);
      }
    }
  }
  read().catch((error: unknown) => {
    if (!stop.signal.aborted) console.error(`the stream ${url} broke`, error);
  });

  return {
    find(fits, timeoutMs = 10_000) {
      const known = heard.find(fits);
      if (known) return Promise.resolve(known);
      return new Promise((resolve) => {
        const finish = (event: ServerEvent | null) => {
          clearTimeout(timer);
          listeners.delete(listener);
          resolve(event);
        };
        const listener = (event: ServerEvent) => {
          if (fits(event)) finish(event);
        };
        const timer = setTimeout(() => finish(null), timeoutMs);
        listeners.add(listener);
      });
    },
    close: () => stop.abort(),
  };
}
