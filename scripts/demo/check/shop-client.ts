import { z } from 'zod';
import { runSql } from '@/demo/db/open';
import type { EventStream } from './sse';
import type { World } from './world';

export interface ShopPage {
  status: number;
  cacheStatus: string | null;
  queries: number;
  /** Price of the asked product on the page, cents; null when the page does not show it. */
  priceCents: number | null;
  startedAtMs: number;
}

/** Opens a page as a visitor would and reads one product's price from its markup. */
export async function readShopPage(
  world: Pick<World, 'shopUrl'>,
  path: string,
  productId: number,
): Promise<ShopPage> {
  const startedAtMs = performance.now();
  const response = await fetch(world.shopUrl + path);
  const text = await response.text();
  const price = new RegExp(`data-product="${productId}" value="(\\d+)"`).exec(text)?.[1];
  return {
    status: response.status,
    cacheStatus: response.headers.get('cache-status'),
    queries: Number(response.headers.get('x-shop-queries')),
    priceCents: price === undefined ? null : Number(price),
    startedAtMs,
  };
}

const handledSchema = z.object({
  entity: z.string(),
  id: z.string(),
  after: z.string().nullable(),
  waveId: z.string(),
  invalidated: z.number(),
  waveMs: z.number(),
  sinceChangeMs: z.number(),
});
export type ResolvedChange = z.infer<typeof handledSchema> & {
  /** On this process's clock: when the statement had returned. */
  committedAtMs: number;
  /** On this process's clock: when we heard that the wave had resolved. */
  resolvedAtMs: number;
};

/** Changes a price by SQL from this process and resolves when the shop says that its wave has resolved. */
export async function changePrice(
  world: World,
  changes: EventStream,
  productId: number,
  cents: number,
): Promise<ResolvedChange> {
  await runSql(world.database, `UPDATE product SET price_cents = ${cents} WHERE id = ${productId}`);
  const committedAtMs = performance.now();
  let handled: z.infer<typeof handledSchema> | null = null;
  const heard = await changes.find((event) => {
    const parsed = handledSchema.parse(JSON.parse(event.data));
    const after: unknown = JSON.parse(parsed.after ?? '{}');
    const isThis =
      parsed.id === String(productId) &&
      typeof after === 'object' &&
      after !== null &&
      'priceCents' in after &&
      after.priceCents === cents;
    if (isThis) handled = parsed;
    return isThis;
  });
  if (!heard || !handled)
    throw new Error(`no wave for the new price of product ${productId} within 10 s`);
  return {
    ...(handled as z.infer<typeof handledSchema>),
    committedAtMs,
    resolvedAtMs: heard.heardAtMs,
  };
}
