import { searchOf } from './body';
import { handle, type Handler, metaOf, type Verb } from './handle';
import { policies } from './rate-limit';

/** GET: a query whose pages are sent as JSON, one item a line, while they are read. */
export function jsonLines<T>(query: Verb<AsyncIterable<T[]>>, name: string): Handler {
  return handle(
    policies.read,
    async ({ context, request }) => {
      const pages = (await query(context, searchOf(request)))[Symbol.asyncIterator]();
      // The first page is read before anything is sent: what fails by then is still a problem document.
      let next: IteratorResult<T[]> | null = await pages.next();
      const encoder = new TextEncoder();
      const body = new ReadableStream<Uint8Array>({
        async pull(controller) {
          const page: IteratorResult<T[]> = next ?? (await pages.next());
          next = null;
          if (page.done) return controller.close();
          const lines = page.value.map((item) => `${JSON.stringify(item)}\n`);
          controller.enqueue(encoder.encode(lines.join('')));
        },
        cancel: async () => void (await pages.return?.()),
      });
      return new Response(body, {
        headers: {
          'content-type': 'application/jsonl; charset=utf-8',
          'content-disposition': `attachment; filename="${name}.jsonl"`,
          'cache-control': 'no-store',
        },
      });
    },
    metaOf(query),
  );
}
