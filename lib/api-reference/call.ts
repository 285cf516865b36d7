// How a call of the API is described. The descriptions stand beside the contract, not beside the routes, so that the page
// and the OpenAPI document need none of the server; a test compares each with its route (tests/integration/api).
import type { z } from '@/lib/zod';
import type { Role, Scope } from '@/lib/contract';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface ApiCall {
  method: Method;
  /** Below /api/v1, with {names} in it. */
  path: string;
  /** One sentence. */
  summary: string;
  /** Least role of a person, and scope of a token. Null: everybody. */
  need: { role: Role; scope: Scope } | null;
  query?: z.ZodType;
  body?: z.ZodType;
  /** A body that works, for the curl line. */
  example?: unknown;
  /** Null: not JSON, as `produces` says. */
  answer: z.ZodType | null;
  produces?: string;
  status?: number;
  /** Also possible, such as 202 while work goes on. */
  alsoStatus?: number;
  /** Whether Idempotency-Key is asked for. */
  key?: 'required' | 'optional';
}

export interface ApiGroup {
  id: string;
  title: string;
  about: string;
  calls: readonly ApiCall[];
}

/** Name of a call for links and generated clients: `postEventsReplays`. */
export function callId({ method, path }: ApiCall): string {
  const words = path.split(/[^a-z]+/i).filter((word) => word !== '');
  return (
    method.toLowerCase() + words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('')
  );
}
