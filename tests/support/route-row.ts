import type { z } from 'zod';
import type { Role, Scope } from '@/lib/contract';

/** One route and method: who may, and what it answers (tests/integration/api/routes.test.ts). */
export interface Row {
  /** Folder under app/api/v1. */
  route: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: () => string;
  body?: () => unknown;
  /** Least role of a person, and scope of a token. */
  role: Role;
  scope: Scope;
  status?: number;
  answer: z.ZodType;
  /** For people only. */
  noTokens?: boolean;
}
