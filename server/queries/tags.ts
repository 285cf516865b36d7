import { type TagsPage, tagsQuerySchema } from '@/lib/contract';
import { nearTags } from './near-tags';
import { defineQuery } from './query';

/** Tags looked through for near-miss names. */
const KNOWN_TAGS = 5_000;

/** Tags with how many members each has; with `usage`, also what hangs on them and what purges did with them. */
export const getTags = defineQuery({
  need: { role: 'viewer', scope: 'graph:read' },
  input: tagsQuerySchema,
  shareMs: 300,
  async read({ cache }, query): Promise<TagsPage> {
    const answer = await cache.tags(query);
    const missed = answer.tags.filter(({ usage }) => isMissed(usage?.purges)).map(({ tag }) => tag);
    const near =
      missed.length === 0
        ? new Map<string, string[]>()
        : nearTags(missed, (await cache.tags({ limit: KNOWN_TAGS })).tags);
    return {
      ...answer,
      tags: answer.tags.map((tag) => ({ ...tag, near: near.get(tag.tag) ?? [] })),
    };
  },
});

const isMissed = (purges?: { count: number; unmatched: number }): boolean =>
  purges !== undefined && purges.count > 0 && purges.unmatched === purges.count;
