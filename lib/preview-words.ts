// A preview in sentences that a person who publishes prices reads. Every number is a measured one, or said not to be known.
import type {
  ChangeKind,
  PreviewDrift,
  PreviewImpact,
  PreviewSubject,
  PreviewView,
} from '@/lib/contract';
import { formatCount, formatDuration, formatPlural, formatRatio } from '@/lib/format';
import { showText } from '@/lib/show-text';

export const changeKindWords: Record<ChangeKind, { one: string; many: string; label: string }> = {
  price: { one: 'price', many: 'prices', label: 'Price' },
  stock: { one: 'stock level', many: 'stock levels', label: 'Stock' },
  content: { one: 'text or image', many: 'texts or images', label: 'Content' },
  created: { one: 'addition', many: 'additions', label: 'Added' },
  deleted: { one: 'removal', many: 'removals', label: 'Removed' },
};

/** `3 prices`, `1 price of product 42`, `2 tags and keys`. */
export function describeSubject({ entity, kind, count, sample }: PreviewSubject): string {
  const [first] = sample;
  if (entity === null || kind === null)
    return count === 1 && first !== undefined
      ? showText(first.replace(':', ' '))
      : `${formatCount(count)} targets`;
  const words = changeKindWords[kind];
  const things = `${formatCount(count)} ${count === 1 ? words.one : words.many}`;
  const which = count === 1 && first !== undefined ? ` ${showText(first)}` : '';
  return `${things} of ${showText(entity)}${which}`;
}

/** `3 product, 41 listing and 2 home`: the largest types, the rest as a number. */
export function describeTypes(byType: PreviewImpact['byType'], most = 4): string {
  const shown = byType
    .slice(0, most)
    .map((one) => `${formatCount(one.count)} ${showText(one.type)}`);
  const rest = byType.slice(most).reduce((sum, one) => sum + one.count, 0);
  if (rest > 0) shown.push(`${formatCount(rest)} of other types`);
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** The one sentence of the page. */
export function describePreview({ subject, impact }: Pick<PreviewView, 'subject' | 'impact'>) {
  const what = describeSubject(subject);
  if (impact.total === 0) return `${what}: nothing that is cached now would change.`;
  const pages = formatPlural(impact.total, 'page or part refreshes', 'pages and parts refresh');
  const visits =
    impact.trafficShare > 0
      ? `about ${formatRatio(impact.trafficShare)} of the last hour’s reads`
      : 'hardly read in the last hour';
  return `${what} → ${pages}: ${describeTypes(impact.byType)}. They are ${visits}, and need ${describeWork(impact)} to load again.`;
}

function describeWork({ loadCostMs, total, unmeasured }: PreviewImpact): string {
  if (unmeasured === total) return 'work that was never measured';
  const known = `about ${formatDuration(loadCostMs)} of origin work`;
  return unmeasured === 0 ? known : `${known} (${formatCount(unmeasured)} never measured)`;
}

/** Loads at once that a forecast reckons with: what one process warms at a time. */
export const forecastConcurrency = 4;

export interface Forecast {
  loads: number;
  workMs: number;
  /** Until the last one is loaded, `forecastConcurrency` at a time. */
  lastsMs: number;
}

/** How long the origin works when these entries are loaded again, some at once. */
export function forecastLoad(
  loads: number,
  workMs: number,
  concurrency: number = forecastConcurrency,
): Forecast {
  const atOnce = Math.max(1, Math.min(concurrency, loads));
  return { loads, workMs, lastsMs: workMs / atOnce };
}

/** Share (0–1) of what is cached of which it is known what it depends on; null when nothing was looked at. */
export function confidenceOf({ surveyed, unknown }: PreviewImpact): number | null {
  if (surveyed === null || unknown === null || surveyed === 0) return null;
  return (surveyed - unknown) / surveyed;
}

export function describeConfidence(impact: PreviewImpact): string {
  const { surveyed, unknown } = impact;
  if (surveyed === null || unknown === null || surveyed === 0)
    return 'How much of the cache records what it depends on is not known.';
  if (unknown === 0)
    return `All ${formatCount(surveyed)} cached entries record what they depend on.`;
  return `${formatCount(unknown)} of ${formatCount(surveyed)} cached entries record neither tags nor dependencies. Whether they show what changes is not known: they are not counted above, and will not be refreshed.`;
}

/** Whether a preview still holds: what was seen against what it would be now. */
export function describeDrift({ same, drifted, seen, now }: PreviewDrift): string {
  if (same) return 'Checked: it would be the same now.';
  const was = `${formatCount(seen)} when it was computed`;
  const is = formatPlural(now, 'entry', 'entries');
  if (drifted) return `Drifted: ${was}, ${is} now.`;
  if (now < seen) return `Fewer now: ${was}, ${is} now.`;
  if (now === seen) return `As many now, but not all the same entries: ${is}.`;
  return `A few more now: ${was}, ${is} now.`;
}
