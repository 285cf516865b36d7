import { membersQuerySchema, tagSchema } from '@/lib/contract';
import { defineQuery } from './query';

/** One page of the entries that carry a tag. */
export const getTagMembers = defineQuery({
  need: { role: 'viewer', scope: 'entries:read' },
  input: membersQuerySchema.extend({ tag: tagSchema }),
  read: ({ cache }, { tag, ...page }) => cache.tagMembers(tag, page),
});
