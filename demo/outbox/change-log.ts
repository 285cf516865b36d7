import { EventEmitter } from 'node:events';
import type { ShopDatabase } from '../db/open';
import type { HandledChange } from './relay';

const KEPT = 100;

/** The last changes this process carried to the cache, and a way to hear of new ones. */
export function createChangeLog() {
  const emitter = new EventEmitter<{ change: [HandledChange] }>();
  emitter.setMaxListeners(0);
  const kept: HandledChange[] = [];
  return {
    add(change: HandledChange) {
      kept.push(change);
      if (kept.length > KEPT) kept.shift();
      emitter.emit('change', change);
    },
    latestOf: (entity: string, id: string): HandledChange | null =>
      kept.findLast((change) => change.entity === entity && change.id === id) ?? null,
    onChange(listener: (change: HandledChange) => void): () => void {
      emitter.on('change', listener);
      return () => emitter.off('change', listener);
    },
  };
}
export type ChangeLog = ReturnType<typeof createChangeLog>;

/**
 * Resolves when the outbox holds nothing more of this entity, so that its last wave has resolved; false when that
 * takes longer than `timeoutMs`.
 */
export async function waitUntilCarried(
  database: ShopDatabase,
  log: ChangeLog,
  entity: string,
  id: string,
  timeoutMs = 5000,
): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    const waiting = await database.sql
      .selectFrom('outbox')
      .select('id')
      .where('entity', '=', entity)
      .where('entity_id', '=', id)
      .limit(1)
      .executeTakeFirst();
    if (!waiting) return true;
    await new Promise<void>((resolve) => {
      const off = log.onChange(() => done());
      const timer = setTimeout(() => done(), 50);
      function done() {
        clearTimeout(timer);
        off();
        resolve();
      }
    });
  }
  return false;
}
