import type { SettingValues } from '@/lib/contract';

type Mask = SettingValues['masks']['fields'][number];

/** `customer: email` → a field of one type; `email` → of all. */
export function readMask(line: string): Mask {
  const at = line.indexOf(':');
  if (at === -1) return { type: null, path: line.trim() };
  return { type: line.slice(0, at).trim(), path: line.slice(at + 1).trim() };
}

export const writeMask = ({ type, path }: Mask): string =>
  type === null ? path : `${type}: ${path}`;
