// Rows of the routes about entries.
import * as contract from '@/lib/contract';
import type { Row } from '../../support/route-row';

const readers = { role: 'viewer', scope: 'entries:read' } as const;

/** `key` is cached, and spelled so that nothing but its encoding brings it through an address. */
export const entryRows = (key: string): Row[] => [
  {
    route: 'entries/[...key]',
    method: 'GET',
    path: () => `/entries/${encodeURIComponent(key)}`,
    ...readers,
    answer: contract.entryAnswerSchema,
  },
  {
    route: 'entries/[...key]',
    method: 'PUT',
    path: () => `/entries/${encodeURIComponent('written:1/x')}`,
    body: () => ({ value: { n: 1 }, ttl: 60, tags: ['written'] }),
    role: 'admin',
    scope: 'entries:write',
    answer: contract.putEntryResultSchema,
  },
  {
    route: 'entries/[...key]',
    method: 'DELETE',
    path: () => `/entries/${encodeURIComponent('written:2')}?mode=soft`,
    role: 'operator',
    scope: 'purge:selective',
    answer: contract.deleteEntryResultSchema,
  },
  {
    route: 'entries',
    method: 'GET',
    path: () => '/entries?search=listing&sort=size&order=desc&limit=5',
    ...readers,
    answer: contract.entriesPageSchema,
  },
  {
    route: 'entries/[key]/explain',
    method: 'GET',
    path: () => `/entries/${encodeURIComponent(key)}/explain`,
    ...readers,
    answer: contract.explanationSchema,
  },
  {
    route: 'entries/[key]/reveal',
    method: 'POST',
    path: () => `/entries/${encodeURIComponent(key)}/reveal`,
    ...readers,
    answer: contract.revealResultSchema,
  },
  {
    route: 'entry-groups',
    method: 'GET',
    path: () => '/entry-groups?by=tag',
    ...readers,
    answer: contract.entryGroupsSchema,
  },
  {
    route: 'entry-selection',
    method: 'GET',
    path: () => '/entry-selection?search=listing',
    ...readers,
    answer: contract.entrySelectionSchema,
  },
];
