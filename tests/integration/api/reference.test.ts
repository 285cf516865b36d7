// The API reference and the routes say the same: a route that is not described, or described wrongly, fails here.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { GET as getDocument } from '@/app/api/v1/openapi.json/route';
import { apiGroups } from '@/lib/api-reference';
import { callId } from '@/lib/api-reference/call';
import { curlOf } from '@/lib/api-reference/curl';
import { toJsonSchema } from '@/lib/api-reference/json-schema';
import type { Handler } from '@/server/http/handle';

const calls = apiGroups.flatMap((group) => group.calls);
const nameOf = (method: string, path: string) => `${method} ${path}`;
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const routes = new Map<string, Handler>();

beforeAll(async () => {
  const files = readdirSync('app/api/v1', { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((one) => one.endsWith('route.ts'))) {
    const path = `/${file.replace(/\/route\.ts$/, '').replace(/\[(?:\.\.\.)?(\w+)\]/g, '{$1}')}`;
    const exported: Record<string, Handler> = await import(
      /* @vite-ignore */ join(process.cwd(), 'app/api/v1', file)
    );
    for (const method of methods) {
      const handler = exported[method];
      if (handler) routes.set(nameOf(method, path), handler);
    }
  }
});

test('every route is described, and nothing else', () => {
  const described = calls.map(({ method, path }) => nameOf(method, path));
  expect(described.toSorted()).toEqual([...routes.keys()].toSorted());
});

test.each(calls)('$method $path needs what its route asks for', ({ method, path, need, key }) => {
  const meta = routes.get(nameOf(method, path))?.meta;
  expect(meta?.need ?? null).toEqual(need);
  expect(meta?.key ?? 'none').toBe(key ?? 'none');
});

describe('the document', () => {
  const parameter = z.object({
    name: z.string().min(1),
    in: z.enum(['path', 'query', 'header']),
    required: z.boolean(),
    schema: z.record(z.string(), z.unknown()),
  });
  const response = z.object({
    description: z.string().min(1),
    content: z.record(z.string().regex(/^[\w-]+\/[\w+-]+$/), z.object({}).loose()),
  });
  const operation = z.object({
    operationId: z.string().min(1),
    tags: z.array(z.string()).length(1),
    summary: z.string().endsWith('.'),
    parameters: z.array(parameter).optional(),
    requestBody: z
      .object({ content: z.object({ 'application/json': z.object({}).loose() }) })
      .optional(),
    responses: z.record(z.string().regex(/^(\d{3}|default)$/), response),
    security: z.array(z.record(z.string(), z.array(z.string()))),
  });
  const document = z.object({
    openapi: z.literal('3.1.0'),
    info: z.object({ title: z.string(), version: z.string() }),
    paths: z.record(z.string().startsWith('/'), z.record(z.string(), operation.loose())),
    components: z.object({
      schemas: z.object({ Problem: z.object({}).loose() }),
      securitySchemes: z.record(z.string(), z.object({ type: z.string() }).loose()),
    }),
  });

  test('is OpenAPI 3.1 in its structure, open to everybody, with one name per call', async () => {
    const answer = await getDocument();
    expect(answer.headers.get('content-type')).toBe('application/json');
    const parsed = document.parse(await answer.json());
    const operations = Object.values(parsed.paths).flatMap((path) => Object.values(path));
    expect(operations).toHaveLength(calls.length);
    expect(new Set(operations.map((one) => one.operationId)).size).toBe(calls.length);
    for (const [path, item] of Object.entries(parsed.paths))
      for (const one of Object.values(item)) {
        const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        const given = one.parameters?.filter((each) => each.in === 'path') ?? [];
        expect(given.map(({ name }) => name)).toEqual(named);
        for (const security of one.security)
          for (const scheme of Object.keys(security))
            expect(Object.keys(parsed.components.securitySchemes)).toContain(scheme);
        expect(one.responses).toHaveProperty('default');
      }
  });

  test('its references lead somewhere', async () => {
    const text = await (await getDocument()).text();
    const parsed = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
    for (const [, pointer = ''] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = pointer
        .split('/')
        .reduce<unknown>((at, name) => z.record(z.string(), z.unknown()).parse(at)[name], parsed);
      expect(found, pointer).toBeDefined();
    }
  });
});

test.each(calls.filter(({ body }) => body))(
  'the example of $method $path is what it takes',
  ({ body, example }) => {
    // Ids and secrets are left to the reader; all else must pass.
    const parsed = body?.safeParse(example ?? {});
    expect(parsed?.error?.issues ?? []).toEqual([]);
  },
);

test('every call has a curl line that names its address, and the token where one is needed', () => {
  for (const call of calls) {
    const line = curlOf(call);
    expect(line).toMatch(/^curl (-N |-X \w+ )?"\$FRESHET_URL\/api\/v1\/[^"{}]+"/);
    expect(line.includes('$FRESHET_TOKEN')).toBe(call.need !== null);
    expect(callId(call)).toMatch(/^[a-z]+[A-Za-z]+$/);
  }
});

test('what may be left out is not required of senders', () => {
  const event = calls.find((one) => one.path === '/events' && one.method === 'POST');
  const schema = event?.body ? toJsonSchema(event.body, 'input') : {};
  expect(schema.required).toEqual(['type', 'entity', 'id']);
});
