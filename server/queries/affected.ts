import { type AffectedView, affectedQuerySchema, keySchema } from '@/lib/contract';
import type { Context } from '@/server/auth/context';
import type { Targets } from '@/server/freshet';
import { namesInAddress } from './names-in-address';
import { defineQuery } from './query';
import { requirePreview } from './stored-preview';

const shown = 8;

/** Whether a page, given by its key or its address, would be affected by a preview's purge, and why. */
export const getAffected = defineQuery({
  need: { role: 'viewer', scope: 'preview:write' },
  input: affectedQuerySchema,
  async read(context, { id, page }): Promise<AffectedView> {
    const { targets } = await requirePreview(context, id);
    const isKey = keySchema.safeParse(page).success;
    if (isKey) {
      const entry = { key: page, ...(await context.cache.isAffected(targets, page)) };
      if (entry.why !== 'not-cached') return { page, entries: [entry], exact: true };
    }
    return { page, entries: await entriesNamed(context, targets, page), exact: false };
  },
});

/** Entries whose key holds what the address holds; which of them the page is, the shop alone knows. */
async function entriesNamed({ cache }: Context, targets: Targets, page: string) {
  const keys = new Set<string>();
  for (const name of namesInAddress(page)) {
    if (keys.size >= shown) break;
    for (const key of (await cache.findKeys(name, { limit: shown })).keys) keys.add(key);
  }
  return Promise.all(
    [...keys].slice(0, shown).map(async (key) => ({
      key,
      ...(await cache.isAffected(targets, key)),
    })),
  );
}
