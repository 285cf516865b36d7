// One price, changed by SQL: every page that shows it follows, and the pages kept warm are warm for their first visitor.
import { findPagesShowing } from '@/demo/db/where-shown';
import { type Row, ms } from './rows';
import { type ResolvedChange, changePrice, readShopPage } from './shop-client';
import type { EventStream } from './sse';
import { type World, waitFor } from './world';

export interface Subject {
  productId: number;
  /** Every address that shows the product, by what kind of page it is. */
  pages: { kind: string; path: string }[];
}

/** A featured product: its price stands on every kind of page, the homepage included. */
export async function chooseSubject({ database }: World): Promise<Subject> {
  const { id } = await database.sql
    .selectFrom('product')
    .select('id')
    .where('featured', '=', 1)
    .executeTakeFirstOrThrow();
  const shown = await findPagesShowing(database, id);
  if (!shown?.home) throw new Error('the featured product is not on the homepage');
  return {
    productId: id,
    pages: [
      { kind: 'product', path: shown.product },
      ...shown.listings.map((path) => ({ kind: 'listing', path })),
      { kind: 'brand', path: shown.brand },
      { kind: 'home', path: shown.home },
    ],
  };
}

/** Reads every page once, all at the same time. */
export async function readAll(world: World, { pages, productId }: Subject) {
  return await Promise.all(
    pages.map(async (page) => ({ ...page, ...(await readShopPage(world, page.path, productId)) })),
  );
}

export async function tellPriceChange(
  world: World,
  changes: EventStream,
  subject: Subject,
): Promise<{ rows: Row[]; change: ResolvedChange }> {
  await readAll(world, subject);
  const before = await readAll(world, subject);
  const hits = before.filter((page) => page.cacheStatus?.startsWith('freshet; hit')).length;
  const cents = 123_456;
  const change = await changePrice(world, changes, subject.productId, cents);
  const after = await readAll(world, subject);
  const rows = [
    {
      what: 'pages of the product before the change',
      expected: 'all served from the cache',
      measured: `${hits} of ${before.length}`,
      ok: hits === before.length,
    },
  ];
  for (const kind of new Set(after.map((page) => page.kind))) {
    const pages = after.filter((page) => page.kind === kind);
    const right = pages.filter((page) => page.priceCents === cents).length;
    rows.push({
      what: `new price on the next read: ${kind}`,
      expected: `${pages.length} of ${pages.length} pages`,
      measured: `${right} of ${pages.length} pages`,
      ok: right === pages.length,
    });
  }
  rows.push({
    what: 'the wave of the price change',
    expected: `reached all ${before.length} pages`,
    measured: `${change.invalidated} entries in ${ms(change.waveMs)}, ${ms(change.sinceChangeMs)} after the statement`,
    ok: change.invalidated >= before.length,
  });
  return { rows, change };
}

/** Nobody opens the homepage after the change until the warmer has: the first visitor must find it ready. */
export async function tellFirstVisitor(
  world: World,
  changes: EventStream,
  subject: Subject,
): Promise<Row[]> {
  const key = 'home:web';
  const cents = 98_765;
  await changePrice(world, changes, subject.productId, cents);
  const startedAt = performance.now();
  const warmed = await waitFor(async () => {
    const entry = await world.cache.entry(key);
    return entry?.state === 'fresh' ? entry : null;
  });
  const warmAfterMs = performance.now() - startedAt;
  const visit = await readShopPage(world, '/', subject.productId);
  const isHit = visit.cacheStatus?.startsWith('freshet; hit') ?? false;
  return [
    {
      what: 'the homepage is warmed after the wave',
      expected: 'fresh again without a visitor',
      measured: warmed ? `fresh after ${ms(warmAfterMs)}` : 'not fresh within 10 s',
      ok: warmed !== null,
    },
    {
      what: 'first visitor of a warmed page',
      expected: 'hit, 0 queries, new price',
      measured: `${visit.cacheStatus?.split('; ')[1] ?? 'none'}, ${visit.queries} queries, ${
        visit.priceCents === cents ? 'new' : 'other'
      } price`,
      ok: isHit && visit.queries === 0 && visit.priceCents === cents,
    },
  ];
}
