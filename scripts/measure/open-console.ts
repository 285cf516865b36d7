// A console as its browser uses the API: one live stream, and the queries of its pages after waves and from time to time.
import { refetchDelay } from '../../lib/refetch-pace';
import type { Demo } from './sign-in';

export interface Latencies {
  add(what: string, ms: number): void;
  /** An answer that was not one; the run goes on. */
  fail(what: string): void;
}

/** What a person looks at in turn; each line is one page's queries. */
export function pagesOf(hot: { tag: string; key: string; waveId: string }): readonly string[][] {
  const focus = (of: string) => `/graph?focus=${encodeURIComponent(of)}`;
  return [
    ['/stats?windowMs=3600000', '/waves?limit=200'],
    ['/graph?budget=200&fold=12'],
    [`${focus(`tag:${hot.tag}`)}&up=1&down=1`],
    [`${focus(`key:${hot.key}`)}&up=2&down=2`],
    [`/graph?select=${encodeURIComponent(`tag:${hot.tag}+`)}&budget=200`],
    [`/graph/count?select=${encodeURIComponent(`tag:${hot.tag}+,type:page`)}`],
    ['/tags?limit=500&usage=true'],
    [`/tags/${encodeURIComponent(hot.tag)}/members?limit=500`],
    ['/waves?limit=50'],
    [`/waves/${encodeURIComponent(hot.waveId)}`],
    [`/entries/${encodeURIComponent(hot.key)}`],
  ];
}

/** The name a query is measured under: its route, and what kind of question it is. */
export function nameOf(path: string): string {
  const [route = '', query = ''] = path.split('?');
  const asked = /^(focus=(?:tag|key)|select|windowMs|usage)/.exec(decodeURIComponent(query))?.[0];
  const plain = route.replace(/^\/(tags|waves|entries)\/[^/]+/, '/$1/{}');
  return asked === undefined ? plain : `${plain} by ${asked.replace('focus=', 'focus on a ')}`;
}

/** Opens a console that looks at one page after the other; what is returned closes it. */
export function openConsole(
  demo: Demo,
  cookie: string,
  pages: readonly string[][],
  latencies: Latencies,
): () => Promise<void> {
  const stop = new AbortController();
  let turn = 0;
  let last: number | null = null;
  let timer: NodeJS.Timeout | null = null;
  let failed: Error | null = null;

  async function look(): Promise<void> {
    const paths = pages[turn++ % pages.length] ?? [];
    await Promise.all(
      paths.map(async (path) => {
        const begin = performance.now();
        const answer = await fetch(`${demo.consoleUrl}/api/v1${path}`, {
          headers: { cookie },
          signal: stop.signal,
        });
        const text = await answer.text();
        if (!answer.ok) latencies.fail(`${path} answered ${answer.status}: ${text.slice(0, 300)}`);
        else latencies.add(nameOf(path), performance.now() - begin);
      }),
    );
  }
  function soon(): void {
    timer ??= setTimeout(
      () => {
        timer = null;
        last = Date.now();
        look().catch((error: unknown) => {
          if (!stop.signal.aborted)
            failed ??= error instanceof Error ? error : new Error(String(error));
        });
      },
      refetchDelay(Date.now(), last),
    );
  }
  const listening = listen(demo, cookie, stop.signal, soon);
  return async () => {
    stop.abort();
    if (timer !== null) clearTimeout(timer);
    await listening;
    if (failed !== null) throw failed;
  };
}

/** Calls `onWave` for every wave that the live stream tells as finished; ends when aborted. */
export async function listen(
  demo: Demo,
  cookie: string,
  signal: AbortSignal,
  onWave: (text: string) => void,
): Promise<void> {
  try {
    const answer = await fetch(`${demo.consoleUrl}/api/v1/stream`, { headers: { cookie }, signal });
    if (!answer.ok || answer.body === null) throw new Error(`the stream answered ${answer.status}`);
    for await (const part of answer.body.pipeThrough(new TextDecoderStream()))
      if (part.includes('"phase":"finished"')) onWave(part);
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
