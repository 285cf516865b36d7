import { z } from '@/lib/zod';

/** The part of JSON Schema that the contract uses. */
export interface JsonSchema {
  type?: string | string[];
  description?: string;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  format?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  additionalProperties?: boolean | JsonSchema;
  [other: string]: unknown;
}

/** A schema as senders see it (`input`: what has a default may be missing) or as readers do (`output`). */
export function toJsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io }) as JsonSchema;
  return rest;
}

/** Search parameters: the types that they are read as, and what must be given. */
export function toParameters(
  schema: z.ZodType,
): { name: string; required: boolean; schema: JsonSchema }[] {
  const read = toJsonSchema(schema, 'output').properties ?? {};
  const needed = toJsonSchema(schema, 'input').required ?? [];
  const byCoercion = new Set(Object.keys(read).filter((name) => read[name]?.default !== undefined));
  return Object.entries(read).map(([name, one]) => ({
    name,
    required: needed.includes(name) && !byCoercion.has(name),
    schema: one,
  }));
}

export interface FieldLine {
  path: string;
  type: string;
  required: boolean;
  note: string;
}

/** The fields of a schema in lines, two levels deep: enough to write a request by. */
export function fieldLines(schema: JsonSchema, prefix = '', depth = 0): FieldLine[] {
  const required = schema.required ?? [];
  return Object.entries(schema.properties ?? {}).flatMap(([name, one]) => {
    const path = `${prefix}${name}`;
    const line = { path, type: typeOf(one), required: required.includes(name), note: noteOf(one) };
    const inner = one.items?.properties ? one.items : one;
    const below = depth < 2 ? fieldLines(inner, `${path}${one.items ? '[]' : ''}.`, depth + 1) : [];
    return [line, ...below];
  });
}

function typeOf(schema: JsonSchema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ');
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' | ');
  if (schema.type === 'array') return `${schema.items ? typeOf(schema.items) : 'any'}[]`;
  if (Array.isArray(schema.type)) return schema.type.join(' | ');
  return schema.format ? `${schema.type ?? 'any'} (${schema.format})` : (schema.type ?? 'any');
}

function noteOf(schema: JsonSchema): string {
  const parts: string[] = [];
  const { minimum, maximum, minLength, maxLength, maxItems } = schema;
  // zod writes the safe integers as bounds of every integer; they say nothing.
  const isBound = (value: number | undefined): value is number =>
    value !== undefined && Math.abs(value) < Number.MAX_SAFE_INTEGER;
  if (isBound(minimum)) parts.push(`≥ ${minimum}`);
  if (isBound(maximum)) parts.push(`≤ ${maximum}`);
  if (minLength !== undefined && minLength > 1) parts.push(`at least ${minLength} characters`);
  if (maxLength !== undefined) parts.push(`at most ${maxLength} characters`);
  if (maxItems !== undefined) parts.push(`at most ${maxItems} items`);
  if (schema.default !== undefined) parts.push(`default ${JSON.stringify(schema.default)}`);
  return parts.join(', ');
}
