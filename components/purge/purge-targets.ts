// What somebody typed or pasted, as targets of a purge.
import { keySchema, tagSchema, type TargetsInput } from '@/lib/contract';

export const targetKinds = ['list', 'tags', 'keys', 'prefix'] as const;
export type TargetKind = (typeof targetKinds)[number];

export type ParsedTargets =
  | { targets: TargetsInput; count: number; duplicates: number }
  /** `line` counts from 1. */
  | { error: string; line: number | null };

const most = { tags: 1000, keys: 10_000 } as const;

/**
 * One name a line. In a `list` each line says what it is (`tag:…`, `key:…`, `prefix:…`); a bare line is a key. Null when
 * nothing is named yet.
 */
export function parseTargets(kind: TargetKind, text: string): ParsedTargets | null {
  const tags = new Set<string>();
  const keys = new Set<string>();
  const prefixes = new Set<string>();
  let lines = 0;
  for (const [at, raw] of text.split(/\r?\n/).entries()) {
    // Blanks around a pasted line; blanks inside a key are its own.
    const line = raw.trim();
    if (line === '') continue;
    lines += 1;
    const { kind: what, name } = readLine(kind, line);
    const checked = (what === 'tag' ? tagSchema : keySchema).safeParse(name);
    if (!checked.success)
      return { error: checked.error.issues[0]?.message ?? 'cannot be used', line: at + 1 };
    ({ tag: tags, key: keys, prefix: prefixes })[what].add(name);
    if (prefixes.size > 1) return { error: 'one prefix at a time: each is a wave', line: at + 1 };
  }
  if (lines === 0) return null;
  if (tags.size > most.tags) return { error: `at most ${most.tags} tags at once`, line: null };
  if (keys.size > most.keys) return { error: `at most ${most.keys} keys at once`, line: null };
  const [prefix] = prefixes;
  const count = tags.size + keys.size + prefixes.size;
  return {
    targets: {
      ...(tags.size > 0 && { tags: [...tags] }),
      ...(keys.size > 0 && { keys: [...keys] }),
      ...(prefix !== undefined && { prefix }),
    },
    count,
    duplicates: lines - count,
  };
}

function readLine(
  kind: TargetKind,
  line: string,
): { kind: 'tag' | 'key' | 'prefix'; name: string } {
  switch (kind) {
    case 'tags':
      return { kind: 'tag', name: line };
    case 'keys':
      return { kind: 'key', name: line };
    case 'prefix':
      return { kind: 'prefix', name: line };
    case 'list': {
      const match = /^(tag|key|prefix):(.+)$/s.exec(line);
      const what = match?.[1];
      if (what === 'tag' || what === 'key' || what === 'prefix')
        return { kind: what, name: match?.[2] ?? '' };
      return { kind: 'key', name: line };
    }
  }
}
