// Selectors name a part of the dependency graph, the same way in the console's box, its addresses, the API and scripts:
//   tag:category:shoes+     a tag and everything downstream of it       key:product:1+1   one step downstream
//   2+page:home             two steps upstream (a bare name is a key)   state:stale, type:product
//   a b = a or b            a,b = both (binds tighter)                  key:"a b, c+1" = quoted: \" and \\ inside
export const selectorMethods = ['tag', 'key', 'type', 'state'] as const;
export type SelectorMethod = (typeof selectorMethods)[number];
export const selectorStates = ['fresh', 'stale', 'loading'] as const;

/** Steps along edges; `all` = as far as they go. */
export type Reach = number | 'all';
export const MAX_STEPS = 64;

export interface Term {
  method: SelectorMethod;
  value: string;
  /** Steps towards what it depends on. */
  up: Reach;
  /** Steps towards what depends on it. */
  down: Reach;
}
/** A union of intersections; each holds at least one term. */
export type Selector = Term[][];

/** One spelling for every selector: what `parseSelector` reads back as the same. */
export function writeSelector(selector: Selector): string {
  return selector.map((both) => both.map(writeTerm).join(',')).join(' ');
}

export function writeTerm({ method, value, up, down }: Term): string {
  return `${writeUp(up)}${method}:${quoteValue(value)}${writeDown(down)}`;
}

/** The selector of exactly one node: `tag:…` or `key:…`, as the graph names it. Null for groups. */
export function selectorOfNode(id: string): Term | null {
  const method = id.startsWith('tag:') ? 'tag' : id.startsWith('key:') ? 'key' : null;
  return method === null ? null : { method, value: id.slice(4), up: 0, down: 0 };
}

/** Everything on the ways from one node to another: downstream of the first and upstream of the second. */
export function writePath(from: string, to: string): string | null {
  const [a, b] = [selectorOfNode(from), selectorOfNode(to)];
  return a === null || b === null
    ? null
    : writeSelector([
        [
          { ...a, down: 'all' },
          { ...b, up: 'all' },
        ],
      ]);
}

const writeUp = (up: Reach): string => (up === 0 ? '' : `${up === 'all' ? '' : up}+`);
const writeDown = (down: Reach): string => (down === 0 ? '' : `+${down === 'all' ? '' : down}`);

/** Quoted only where a part of the name would be read as something else. */
function quoteValue(value: string): string {
  if (!/[\s,"\\]|\+\d*$/u.test(value)) return value;
  return `"${value.replaceAll(/["\\]/g, (character) => `\\${character}`)}"`;
}
