import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ShopDatabase, runSql } from '@/demo/db/open';
import { type HandledChange, type Relay, startRelay } from '@/demo/outbox/relay';
import { openWake } from '@/demo/outbox/wake';
import type { ChangeEvent, Wave } from '@/server/freshet';
import { deferred, openFilledShop } from './support';

let shop: Awaited<ReturnType<typeof openFilledShop>>;
let other: ShopDatabase;
let relay: Relay;
beforeEach(async () => {
  shop = await openFilledShop();
  // Changes come from another connection, as from another process.
  other = shop.openAgain();
});
afterEach(async () => {
  await relay.stop();
  await shop.remove();
});

const wave = { id: 'w', invalidated: 3, durationMs: 1 } as Wave;
const outboxSize = async () => (await other.sql.selectFrom('outbox').select('id').execute()).length;
const setPrice = (id: number, cents: number) =>
  runSql(other, `UPDATE product SET price_cents = ${cents} WHERE id = ${id}`);

/** The relay with a cache that answers as the test says. */
function start(handleDataChange: (event: ChangeEvent) => Promise<Wave>) {
  const handled: HandledChange[] = [];
  const errors: unknown[] = [];
  relay = startRelay({
    database: shop.database,
    cache: { handleDataChange },
    instance: 'i',
    wake: openWake(shop.database),
    onHandled: (change) => handled.push(change),
    onError: (error) => errors.push(error),
  });
  return { handled, errors };
}

describe('the outbox relay', () => {
  it('carries a change that another connection committed', async () => {
    const { handled } = start(async () => wave);
    await setPrice(5, 111);
    await vi.waitFor(() => expect(handled).toHaveLength(1));
    expect(handled[0]).toMatchObject({ entity: 'product', id: '5', invalidated: 3 });
    expect(await outboxSize()).toBe(0);
  });

  it('carries what was written while no relay ran', async () => {
    await setPrice(5, 111);
    const { handled } = start(async () => wave);
    await vi.waitFor(() => expect(handled).toHaveLength(1));
  });

  it('keeps the row until its wave has resolved', async () => {
    const answer = deferred<Wave>();
    const asked = deferred<void>();
    start(() => {
      asked.resolve();
      return answer.promise;
    });
    await setPrice(5, 111);
    await asked.promise;
    expect(await outboxSize()).toBe(1);
    answer.resolve(wave);
    await vi.waitFor(async () => expect(await outboxSize()).toBe(0));
  });

  it('sends a failed change again, and later changes of the same product only after it', async () => {
    const seen: string[] = [];
    let failures = 2;
    const { handled, errors } = start(async (event) => {
      seen.push(`${event.id}:${event.version}`);
      if (event.id === '5' && failures-- > 0) throw new Error('the store is away');
      return wave;
    });
    await other.sql.transaction().execute(async (transaction) => {
      for (const cents of [111, 222])
        await transaction
          .updateTable('product')
          .set({ price_cents: cents })
          .where('id', '=', 5)
          .execute();
      await transaction
        .updateTable('product')
        .set({ price_cents: 333 })
        .where('id', '=', 6)
        .execute();
    });
    await vi.waitFor(() => expect(handled).toHaveLength(3), 3000);
    expect(errors).toHaveLength(2);
    const ofFive = seen.filter((text) => text.startsWith('5:'));
    const [first, second] = [...new Set(ofFive)];
    expect(ofFive).toEqual([first, first, first, second]);
  });
});
