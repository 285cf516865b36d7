import type { Scope } from '@/lib/contract';

/** What a token with the scope may do, for people. */
export const scopeMeanings: Record<Scope, string> = {
  'events:write': 'post and replay change events',
  'preview:write': 'compute what a purge would reach',
  'purge:selective': 'purge named tags and keys',
  'purge:all': 'purge by prefix, and very large sets',
  'warm:write': 'warm entries',
  'graph:read': 'read the graph, tags, waves and counters',
  'entries:read': 'read entries and events',
  'entries:write': 'write and delete single entries',
  'audit:read': 'read the audit trail',
  admin: 'everything, also people and settings',
};
