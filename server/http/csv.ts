import { csvLine, csvMark } from '@/lib/csv';
import { handle, type Handler, metaOf, type Verb } from './handle';
import { policies } from './rate-limit';

export interface CsvOptions<T> {
  /** The file's name, without its ending. */
  name: string;
  header: readonly string[];
  row(item: T): (string | number)[];
  input(request: Request): unknown;
}

/** GET: a query whose pages are sent as a file while they are read. */
export function csv<T>(query: Verb<AsyncIterable<T[]>>, options: CsvOptions<T>): Handler {
  return handle(
    policies.read,
    async ({ context, request }) => {
      const pages = (await query(context, options.input(request)))[Symbol.asyncIterator]();
      // The first page is read before anything is sent: what fails by then is still a problem document.
      const first = await pages.next();
      return new Response(streamOf(first, pages, options), {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="${options.name}.csv"`,
          'cache-control': 'no-store',
        },
      });
    },
    metaOf(query),
  );
}

function streamOf<T>(
  first: IteratorResult<T[]>,
  pages: AsyncIterator<T[]>,
  { header, row }: CsvOptions<T>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next: IteratorResult<T[]> | null = first;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(csvMark + csvLine(header))),
    async pull(controller) {
      const page = next ?? (await pages.next());
      next = null;
      if (page.done) return controller.close();
      controller.enqueue(encoder.encode(page.value.map((item) => csvLine(row(item))).join('')));
    },
    cancel: async () => void (await pages.return?.()),
  });
}
