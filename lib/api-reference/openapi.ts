// The OpenAPI 3.1 document, made of the schemas that the server validates with.
import { problemSchema } from '@/lib/contract';
import { scopeMeanings } from '@/lib/scope-words';
import { type ApiCall, type ApiGroup, callId } from './call';
import { type JsonSchema, toJsonSchema, toParameters } from './json-schema';

interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  schema: JsonSchema;
  description?: string;
}

export function buildOpenApi(groups: readonly ApiGroup[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const group of groups)
    for (const call of group.calls) {
      const path = (paths[call.path] ??= {});
      path[call.method.toLowerCase()] = operationOf(call, group);
    }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Freshet',
      version: '1',
      summary: 'One change, one wave, nothing stale.',
      description:
        'Errors are problem documents (RFC 9457). A session cookie needs an Origin of the console on every request that changes something; machines send a bearer token.',
    },
    servers: [{ url: '/api/v1' }],
    tags: groups.map(({ title, about }) => ({ name: title, description: about })),
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      schemas: { Problem: toJsonSchema(problemSchema, 'output') },
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: `Scopes: ${Object.entries(scopeMeanings)
            .map(([scope, meaning]) => `${scope} (${meaning})`)
            .join(', ')}.`,
        },
        session: { type: 'apiKey', in: 'cookie', name: 'freshet.session_token' },
      },
    },
  };
}

function operationOf(call: ApiCall, group: ApiGroup) {
  const { need, body, example, summary } = call;
  const parameters = parametersOf(call);
  return {
    operationId: callId(call),
    tags: [group.title],
    summary,
    description: need
      ? `Needs the scope ${need.scope}, or the role ${need.role}.`
      : 'Needs nobody to be signed in.',
    ...(need ? { security: [{ token: [need.scope] }, { session: [] }] } : { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: toJsonSchema(body, 'input'),
            ...(example !== undefined && { example }),
          },
        },
      },
    }),
    responses: responsesOf(call),
  };
}

function parametersOf({ path, query, key }: ApiCall): Parameter[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(
    ([, name = '']): Parameter => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
      description: 'Percent-encoded.',
    }),
  );
  const inQuery = query
    ? toParameters(query).map((one): Parameter => ({ ...one, in: 'query' }))
    : [];
  const inHeader: Parameter[] = key
    ? [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: key === 'required',
          schema: { type: 'string', minLength: 8, maxLength: 200 },
          description: 'Repeats with the same key act once and get the first answer, for 24 hours.',
        },
      ]
    : [];
  return [...inPath, ...inQuery, ...inHeader];
}

function responsesOf({ answer, produces = 'application/json', status = 200, alsoStatus }: ApiCall) {
  const content = { [produces]: answer ? { schema: toJsonSchema(answer, 'output') } : {} };
  const problem = {
    description: 'A problem document; its code is listed under /docs/problems.',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  return {
    [status]: { description: 'Done.', content },
    ...(alsoStatus && { [alsoStatus]: { description: 'Taken in; work goes on.', content } }),
    default: problem,
  };
}
