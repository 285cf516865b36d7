import * as c from '@/lib/contract';
import type { ApiGroup } from './call';

const graph = { role: 'viewer', scope: 'graph:read' } as const;
const entries = { role: 'viewer', scope: 'entries:read' } as const;
const write = { role: 'operator', scope: 'events:write' } as const;
const admin = { role: 'admin', scope: 'admin' } as const;
const rule = { name: 'Prices', entity: 'product', types: ['price.*'], keys: ['product:{id}'] };

export const eventCalls: ApiGroup = {
  id: 'events',
  title: 'Change events',
  about:
    'Facts from outside. Each is kept before it is acknowledged, applied at least once, and known by its source and id for 24 hours.',
  calls: [
    {
      method: 'POST',
      path: '/events',
      summary:
        'Takes an event in and answers when its wave has resolved; 202 while it waits for Redis.',
      need: write,
      key: 'optional',
      body: c.changeEventSchema,
      example: { type: 'updated', entity: 'product', id: 42, eventId: 'erp-20041' },
      answer: c.eventResultSchema.extend({ auditId: c.purgeResultSchema.shape.auditId }),
      alsoStatus: 202,
    },
    {
      method: 'GET',
      path: '/events',
      summary: 'Lists the log of events, newest first.',
      need: entries,
      query: c.eventsQuerySchema,
      answer: c.eventsPageSchema,
    },
    {
      method: 'GET',
      path: '/events/{id}',
      summary: 'Shows one event with its body as it was received.',
      need: entries,
      answer: c.eventDetailSchema,
    },
    {
      method: 'POST',
      path: '/events/try',
      summary: 'Shows which rules an event matches and what it would reach, without doing it.',
      need: { role: 'viewer', scope: 'preview:write' },
      body: c.tryEventInputSchema,
      example: { event: { type: 'updated', entity: 'product', id: 42 } },
      answer: c.tryEventResultSchema,
    },
    {
      method: 'POST',
      path: '/events/replays',
      summary: 'Sends events again, by id or a range, by the rules as they are now.',
      need: write,
      key: 'required',
      body: c.replayInputSchema,
      example: { ids: ['…'], reason: 'the rule was wrong' },
      answer: c.replayResultSchema,
    },
    {
      method: 'GET',
      path: '/event-sources',
      summary: 'Lists sources with their rate, lag, rejected events, dead letters and silence.',
      need: graph,
      answer: c.eventSourcesSchema,
    },
    {
      method: 'GET',
      path: '/rules',
      summary: 'Lists the rules in the order in which they are asked.',
      need: graph,
      answer: c.rulesSchema,
    },
    {
      method: 'POST',
      path: '/rules',
      summary: 'Makes a rule.',
      need: admin,
      key: 'required',
      body: c.ruleInputSchema,
      example: rule,
      answer: c.ruleResultSchema,
      status: 201,
    },
    {
      method: 'PUT',
      path: '/rules/{id}',
      summary: 'Changes a rule as a whole; of the built-in one only enabled and position.',
      need: admin,
      body: c.ruleInputSchema,
      example: { ...rule, enabled: false },
      answer: c.ruleResultSchema,
    },
    {
      method: 'DELETE',
      path: '/rules/{id}',
      summary: 'Deletes a rule.',
      need: admin,
      answer: c.ruleResultSchema,
    },
  ],
};
