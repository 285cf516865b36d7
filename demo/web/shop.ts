import { randomUUID } from 'node:crypto';
import type { ShopCache } from '../cache/shop-cache';
import type { ShopDatabase } from '../db/open';
import type { ChangeLog } from '../outbox/change-log';

/** What the pages need of the running shop. */
export interface Shop {
  database: ShopDatabase;
  cache: ShopCache;
  changes: ChangeLog;
  consoleUrl: string | null;
  startedAtMs: number;
  /** What the forms did, for the page after them. */
  receipts: Receipts;
}

export interface Receipt {
  productId: number;
  /** The statement that was run. */
  statement: string;
  /** False when the wave had not resolved within the time the form waits. */
  carried: boolean;
}
const RECEIPTS_KEPT = 100;

/** The last form results by a random name, so that an address cannot claim what was never run. */
export function createReceipts() {
  const kept = new Map<string, Receipt>();
  return {
    add(receipt: Receipt): string {
      const name = randomUUID();
      kept.set(name, receipt);
      const oldest = kept.keys().next();
      if (kept.size > RECEIPTS_KEPT && !oldest.done) kept.delete(oldest.value);
      return name;
    },
    find: (name: string | null): Receipt | null => (name === null ? null : kept.get(name)) ?? null,
  };
}
export type Receipts = ReturnType<typeof createReceipts>;

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export const jsonReply = (value: unknown, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify(value),
});
export const redirect = (location: string): Reply => ({
  status: 303,
  headers: { location },
  body: '',
});
