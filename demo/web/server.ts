import { readFileSync } from 'node:fs';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { readPage } from './read-page';
import { jsonReply, type Reply, type Shop } from './shop';
import { writeProduct } from './write-product';

const style = ['./frame.css', './pages.css']
  .map((name) => readFileSync(new URL(name, import.meta.url), 'utf8'))
  .join('\n');
const policy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'";
const MAX_FORM_BYTES = 10_000;

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MAX_FORM_BYTES) throw new Error('the form is too large');
  }
  return new URLSearchParams(text);
}

/** A form sent by another site's page is refused: the browser names the sending page's origin. */
function isForeign(request: IncomingMessage): boolean {
  const origin = request.headers.origin;
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== request.headers.host;
}

/** Sends each handled change as it happens, for those who measure (server-sent events). */
function streamChanges(shop: Shop, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': changes carried to the cache\n\n');
  const off = shop.changes.onChange((change) => {
    response.write(`id: ${change.outboxId}\ndata: ${JSON.stringify(change)}\n\n`);
  });
  response.on('close', off);
}

async function answer(shop: Shop, request: IncomingMessage, url: URL): Promise<Reply> {
  if (request.method === 'POST') {
    const match = /^\/p\/(\d{1,9})\/(price|category)$/.exec(url.pathname);
    if (!match) return jsonReply({ detail: 'There is no form at this address.' }, 404);
    if (isForeign(request))
      return jsonReply({ detail: 'This form was sent by another site and is refused.' }, 403);
    return await writeProduct(shop, Number(match[1]), match[2] ?? '', await readForm(request));
  }
  switch (url.pathname) {
    case '/style.css':
      return {
        status: 200,
        headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'max-age=60' },
        body: style,
      };
    case '/_health':
      return jsonReply({ ok: true });
    case '/_stats':
      return jsonReply({
        pid: process.pid,
        queries: shop.database.queries.total,
        uptimeMs: Date.now() - shop.startedAtMs,
      });
    default:
      return await readPage(shop, url);
  }
}

function send(response: ServerResponse, method: string | undefined, reply: Reply): void {
  response.writeHead(reply.status, {
    ...reply.headers,
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
  });
  response.end(method === 'HEAD' ? undefined : reply.body);
}

/** The shop's web server; nothing listens yet. */
export function createShopServer(shop: Shop): http.Server {
  return http.createServer((request, response) => {
    const url = URL.parse(request.url ?? '/', 'http://shop');
    if (!url) {
      send(response, request.method, jsonReply({ detail: 'This is no address.' }, 400));
      return;
    }
    if (url.pathname === '/_changes') {
      streamChanges(shop, response);
      return;
    }
    answer(shop, request, url)
      .then((reply) => send(response, request.method, reply))
      .catch((error: unknown) => {
        const detail = error instanceof Error ? error.message : String(error);
        console.warn(`shop: ${request.method} ${request.url}: ${detail}`);
        const busy = { detail: 'The shop cannot answer at the moment.' };
        if (!response.headersSent) send(response, request.method, jsonReply(busy, 503));
      });
  });
}
