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
}

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
