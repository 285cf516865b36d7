// Rows of the intake's routes, and what they need to exist.
import { POST as postEvent } from '@/app/api/v1/events/route';
import { POST as postRule } from '@/app/api/v1/rules/route';
import * as contract from '@/lib/contract';
import { type Caller, requestOf } from '../../support/console';
import type { Row } from '../../support/route-row';

let ruleId = '';
let eventId = '';
const rule = { name: 'prices', entity: 'product', types: ['price.*'], tags: ['price:{id}'] };
const event = { type: 'updated', entity: 'product', id: 7 };

export async function prepareEvents(admin: Caller): Promise<void> {
  const made = await postRule(requestOf(admin, '/api/v1/rules', { body: rule }));
  ruleId = contract.ruleResultSchema.parse(await made.json()).rule.id;
  const sent = await postEvent(requestOf(admin, '/api/v1/events', { body: event }));
  eventId = contract.eventResultSchema.parse(await sent.json()).event.id;
}

const open = { role: 'viewer' } as const;
const admin = { role: 'admin', scope: 'admin' } as const;

export const eventRows: Row[] = [
  {
    route: 'events',
    method: 'GET',
    path: () => '/events?limit=5',
    ...open,
    scope: 'entries:read',
    answer: contract.eventsPageSchema,
  },
  {
    route: 'events/[id]',
    method: 'GET',
    path: () => `/events/${eventId}`,
    ...open,
    scope: 'entries:read',
    answer: contract.eventDetailSchema,
  },
  {
    route: 'events/replays',
    method: 'POST',
    path: () => '/events/replays',
    body: () => ({ ids: [eventId], reason: 'the rule was wrong' }),
    role: 'operator',
    scope: 'events:write',
    answer: contract.replayResultSchema,
  },
  {
    route: 'events/try',
    method: 'POST',
    path: () => '/events/try',
    body: () => ({ event }),
    ...open,
    scope: 'preview:write',
    answer: contract.tryEventResultSchema,
  },
  {
    route: 'event-sources',
    method: 'GET',
    path: () => '/event-sources',
    ...open,
    scope: 'graph:read',
    answer: contract.eventSourcesSchema,
  },
  {
    route: 'rules',
    method: 'GET',
    path: () => '/rules',
    ...open,
    scope: 'graph:read',
    answer: contract.rulesSchema,
  },
  {
    route: 'rules',
    method: 'POST',
    path: () => '/rules',
    body: () => rule,
    ...admin,
    status: 201,
    answer: contract.ruleResultSchema,
  },
  {
    route: 'rules/[id]',
    method: 'PUT',
    path: () => `/rules/${ruleId}`,
    body: () => ({ ...rule, enabled: false }),
    ...admin,
    answer: contract.ruleResultSchema,
  },
  {
    route: 'rules/[id]',
    method: 'DELETE',
    path: () => `/rules/${ruleId}`,
    ...admin,
    answer: contract.ruleResultSchema,
  },
];
