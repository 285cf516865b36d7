// Server-sent events. A stream ends with its session, with its reader, with the process, or when its reader is too slow:
// the browser then reconnects with Last-Event-ID and catches up.
import type { Container } from '@/server/container';
import { isRefusal } from '@/server/auth/refusal';
import { authenticate } from './actor';
import type { LiveEvent } from './live';

export const heartbeatMs = 15_000;
/** Unread messages a stream may hold. */
const maxQueued = 1_000;

export const streamHeaders = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
} as const;

/** The wire form of one event. Data is JSON, so it has no line breaks of its own. */
export function encodeEvent({ event, id, data }: LiveEvent): string {
  return `event: ${event}\n${id === null ? '' : `id: ${id}\n`}data: ${data}\n\n`;
}

/** Where the reader left off, or null for a first connection. */
export function lastEventIdOf(request: Request): string | null {
  const given = request.headers.get('last-event-id');
  return given !== null && /^\d{1,16}-\d{1,16}(\+\d{1,9})?$/.test(given) ? given : null;
}

/** The live stream of one authenticated request. */
export function openStream(request: Request, container: Container): Response {
  const { live, log } = container;
  const encoder = new TextEncoder();
  const ends: (() => void)[] = [];
  let open = true;

  function end(): void {
    open = false;
    for (const stop of ends.splice(0)) stop();
  }

  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        function close(): void {
          if (!open) return;
          end();
          controller.close();
        }
        function send(text: string): void {
          if (!open) return;
          if ((controller.desiredSize ?? 0) <= 0) return close();
          controller.enqueue(encoder.encode(text));
        }
        request.signal.addEventListener('abort', close, { once: true });
        ends.push(() => request.signal.removeEventListener('abort', close));
        ends.push(container.onEnd(close));
        ends.push(keepAlive(request, container, send, close));
        send('retry: 2000\n: connected\n\n');
        ends.push(
          follow(live, lastEventIdOf(request), send, (error) =>
            log.warn({ err: error }, 'stream could not catch up'),
          ),
        );
        if (request.signal.aborted) close();
      },
      cancel: end,
    },
    { highWaterMark: maxQueued },
  );
  return new Response(body, { headers: streamHeaders });
}

/** Sends what was missed, then what happens, in that order and each wave's end once. */
function follow(
  live: Container['live'],
  position: string | null,
  send: (text: string) => void,
  onError: (error: unknown) => void,
): () => void {
  // Listening starts before the journal is read, so that nothing falls between the two.
  let waiting: LiveEvent[] | null = position === null ? null : [];
  const stop = live.subscribe((event) => {
    if (waiting) waiting.push(event);
    else send(encodeEvent(event));
  });
  if (position !== null)
    live
      .catchUp(position)
      .catch((error: unknown) => {
        onError(error);
        return null;
      })
      .then((missed) => {
        // Too much was missed, or the journal is away: the page reads anew instead of believing it is up to date.
        const events = missed ?? [{ event: 'reset', id: null, data: '{}', waveId: null } as const];
        const sent = new Set(events.map((event) => event.waveId));
        for (const event of events) send(encodeEvent(event));
        for (const event of waiting ?? [])
          if (event.waveId === null || !sent.has(event.waveId)) send(encodeEvent(event));
        waiting = null;
      }, onError);
  return stop;
}

/** A comment every 15 s keeps proxies from closing the stream; each also asks whether the session still stands. */
function keepAlive(
  request: Request,
  container: Container,
  send: (text: string) => void,
  close: () => void,
): () => void {
  const timer = setInterval(() => {
    send(': alive\n\n');
    authenticate(request, container).catch((error: unknown) => {
      // A database that is away says nothing about the session.
      if (isRefusal(error) && error.code === 'database-unavailable') return;
      send(encodeEvent({ event: 'end', id: null, data: '{}', waveId: null }));
      close();
    });
  }, heartbeatMs);
  timer.unref();
  return () => clearInterval(timer);
}
