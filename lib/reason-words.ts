// Why a page would change, in words: "shows product 42", "shows listing shoes:1, which shows product 42".
import type { ImpactEntryView } from '@/lib/contract';
import { parseGuard } from '@/lib/guard';
import { showText } from '@/lib/show-text';

/** `product:42` → `product 42`: a key as people say it. */
export function keyWords(key: string): string {
  const colon = key.indexOf(':');
  if (colon <= 0 || colon === key.length - 1) return showText(key);
  return `${showText(key.slice(0, colon))} ${showText(key.slice(colon + 1))}`;
}

/** A sentence without its subject, to stand after the name of the page. */
export function describeReason({ path, kind }: Pick<ImpactEntryView, 'path' | 'kind'>): string {
  if (path.length === 0) return 'is itself what changes';
  const [last = '', ...above] = path.toReversed();
  const root = above.at(-1);
  const said = edgeWords(last, kind);
  if (root === undefined) return said;
  if (above.length === 1) return `${said}, which ${edgeWords(root, null)}`;
  // A whole chain would not be read: where it begins, and how long it is.
  return `${said}, which hangs on ${guardWords(root)} through ${above.length - 1} more`;
}

function guardWords(guard: string): string {
  const parsed = parseGuard(guard);
  if (parsed?.kind === 'tag') return `the tag ${showText(parsed.name)}`;
  return keyWords(parsed?.name ?? guard);
}

function edgeWords(guard: string, kind: ImpactEntryView['kind']): string {
  const name = guardWords(guard);
  if (guard.startsWith('tag:')) return `carries ${name}`;
  return kind === 'declared' ? `is declared to depend on ${name}` : `shows ${name}`;
}
