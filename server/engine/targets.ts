import { FreshetError } from './errors';
import { checkKey, checkTag, guardId } from './names';
import type { Guard } from './ports';
import type { Targets } from './types';

export interface CheckedTargets {
  roots: Set<Guard>;
  prefix: string | null;
  /** As people see them: `tag:…`, `key:…`, `prefix:…`. */
  named: string[];
}

/** Throws `invalid-tag`, `invalid-key`, or `invalid-option` when nothing is named. */
export function checkTargets(targets: Targets): CheckedTargets {
  const roots = new Set<Guard>();
  for (const tag of targets.tags ?? []) roots.add(`t:${checkTag(tag)}`);
  for (const key of targets.keys ?? []) roots.add(`k:${checkKey(key)}`);
  const named = [...roots].map(guardId);
  const prefix = targets.prefix === undefined ? null : checkKey(targets.prefix);
  if (prefix !== null) named.push(`prefix:${prefix}`);
  if (named.length > 0) return { roots, prefix, named };
  throw new FreshetError(
    'invalid-option',
    'targets is empty: name at least one tag, key or prefix',
  );
}
