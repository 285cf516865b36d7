// The one door to masked fields: what of a cached value nobody sees in the console, whoever asks. Settings keep the list;
// everything that shows a value (reveal, the API's reads) takes it from here.
import type { Context } from '@/server/auth/context';
import { readSetting } from './read-setting';

export interface Mask {
  /** Entries of this type only (the text before the first colon of a key); null: all. */
  type: string | null;
  /**
   * One name (`email`): that field wherever it stands. Names with dots (`customer.address`, `items.*.cost`): from the
   * value's root, `*` stands for any one field or place in a list. Letter case is ignored.
   */
  path: string;
}

/** Stands in for a masked field, whatever its type was. */
export const MASKED = '••••••';

/** The masks in force. None until an administrator names some. */
export async function readMasks(context: Pick<Context, 'db'>): Promise<readonly Mask[]> {
  return (await readSetting(context, 'masks')).value.fields;
}

/** A copy of the value with every masked field replaced; JSON kept as text is looked into, too. */
export function maskValue(
  value: unknown,
  type: string,
  masks: readonly Mask[],
): { value: unknown; masked: number } {
  const paths = masks
    .filter((mask) => mask.type === null || mask.type === type)
    .map((mask) => mask.path.toLowerCase().split('.'));
  if (paths.length === 0) return { value, masked: 0 };
  const inText = parseText(value);
  if (inText === undefined) return maskTree(value, paths);
  const { value: copy, masked } = maskTree(inText, paths);
  return { value: masked === 0 ? value : JSON.stringify(copy), masked };
}

/** What JSON a text holds, when that is an object or a list. */
function parseText(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function maskTree(
  root: unknown,
  paths: readonly (readonly string[])[],
): { value: unknown; masked: number } {
  let masked = 0;
  const visit = (node: unknown, at: readonly string[]): unknown => {
    if (at.length > 0 && paths.some((path) => fits(path, at))) {
      masked += 1;
      return MASKED;
    }
    if (Array.isArray(node)) return node.map((item, i) => visit(item, [...at, String(i)]));
    if (typeof node !== 'object' || node === null) return node;
    const fields = Object.entries(node).map(([name, item]) => [
      name,
      visit(item, [...at, name.toLowerCase()]),
    ]);
    return Object.fromEntries(fields);
  };
  return { value: visit(root, []), masked };
}

function fits(path: readonly string[], at: readonly string[]): boolean {
  if (path.length === 1) return path[0] === at.at(-1);
  return path.length === at.length && path.every((name, i) => name === '*' || name === at[i]);
}
