import type { TargetsInput } from '@/lib/contract';

export interface Guard {
  kind: 'tag' | 'key';
  name: string;
}

/** `tag:category:shoes` → `{ kind: 'tag', name: 'category:shoes' }`; null when it is neither a tag nor a key. */
export function parseGuard(text: string): Guard | null {
  if (text.startsWith('tag:')) return { kind: 'tag', name: text.slice(4) };
  if (text.startsWith('key:')) return { kind: 'key', name: text.slice(4) };
  return null;
}

/** The selector a guard stands for: `tag:…`, `key:…` and `prefix:…` to targets of a purge. */
export function targetsOfGuards(guards: readonly string[]): TargetsInput {
  const parsed = guards.map(parseGuard).filter((guard) => guard !== null);
  const tags = parsed.filter((guard) => guard.kind === 'tag').map((guard) => guard.name);
  const keys = parsed.filter((guard) => guard.kind === 'key').map((guard) => guard.name);
  const prefix = guards.find((guard) => guard.startsWith('prefix:'))?.slice(7);
  return {
    ...(tags.length > 0 && { tags }),
    ...(keys.length > 0 && { keys }),
    ...(prefix !== undefined && { prefix }),
  };
}

/**
 * The preview page with the change that these guards stand for: `tag:product:42` and `key:product:42` are product 42.
 * Null when they are not of one kind, or their ids could not be told apart in a list.
 */
export function previewHref(guards: readonly string[]): string | null {
  const ids = new Set<string>();
  let entity: string | null = null;
  for (const guard of guards) {
    const [, kind = '', id = ''] = /^(?:tag|key):([^:]+):(.+)$/su.exec(guard) ?? [];
    if (kind === '' || (entity !== null && kind !== entity) || /[\s,;]/u.test(id)) return null;
    entity = kind;
    ids.add(id);
  }
  if (entity === null) return null;
  return `/preview?${new URLSearchParams({ entity, ids: [...ids].join(',') })}`;
}

/** `tag:…`, `key:…`, `prefix:…`: targets as lines for an address. */
export function guardsOfTargets({ tags = [], keys = [], prefix }: TargetsInput): string[] {
  return [
    ...tags.map((tag) => `tag:${tag}`),
    ...keys.map((key) => `key:${key}`),
    ...(prefix === undefined ? [] : [`prefix:${prefix}`]),
  ];
}

/** The page of one entry: what it is, and why. */
export const entryHref = (key: string): string => `/entries/${encodeURIComponent(key)}`;
