// Causes, targets and reasons in plain words. Text that came from outside goes through showText.
import type { TargetsInput, WaveView } from '@/lib/contract';
import { formatCount } from '@/lib/format';
import { parseGuard } from '@/lib/guard';
import { showText } from '@/lib/show-text';

type Cause = WaveView['cause'];

/** One line that says what started a wave: `product 42 updated`, `Purge by Ada: wrong price`. */
export function describeCause(cause: Cause): string {
  const by = cause.actor ? ` by ${showText(cause.actor)}` : '';
  const why = cause.reason ? `: ${showText(cause.reason)}` : '';
  switch (cause.kind) {
    case 'event':
      return cause.event
        ? `${showText(cause.event.entity)} ${showText(String(cause.event.id))} ${showText(cause.event.type)}`
        : `Change event${by}${why}`;
    case 'purge':
      return `Purge${by}${why}`;
    case 'schedule':
      return `Schedule${by}${why}`;
    case 'replay':
      return `Replay${by}${why}`;
    case 'call':
      return `Service call${by}${why}`;
  }
}

/** `Change event`, `Purge`, … : the kind alone. */
export const causeKinds: Record<Cause['kind'], string> = {
  event: 'Change event',
  purge: 'Purge',
  call: 'Service call',
  schedule: 'Schedule',
  replay: 'Replay',
};

export const modeWords: Record<WaveView['mode'], string> = {
  hard: 'Hard: removed',
  soft: 'Soft: marked stale',
  default: 'As each family defines',
};

/** `tag category:shoes`, `key product:42`: a guard as people say it. */
export function describeGuard(guard: string): string {
  const parsed = parseGuard(guard);
  return parsed ? `${parsed.kind} ${showText(parsed.name)}` : showText(guard);
}

/** `tag category:shoes`, `3 keys`, `everything that starts with product:`. */
export function describeTargets(targets: TargetsInput): string {
  const parts: string[] = [];
  const [tag, ...moreTags] = targets.tags ?? [];
  const [key, ...moreKeys] = targets.keys ?? [];
  if (tag !== undefined)
    parts.push(
      moreTags.length === 0 ? `tag ${showText(tag)}` : `${formatCount(moreTags.length + 1)} tags`,
    );
  if (key !== undefined)
    parts.push(
      moreKeys.length === 0 ? `key ${showText(key)}` : `${formatCount(moreKeys.length + 1)} keys`,
    );
  if (targets.prefix !== undefined)
    parts.push(`everything that starts with ${showText(targets.prefix)}`);
  return parts.join(' and ');
}

const reasons: Record<string, string> = {
  cold: 'Never cached',
  expired: 'Expired',
  'invalidated-key': 'Invalidated by key',
  'invalidated-tag': 'Invalidated by tag',
  'invalidated-dependency': 'Invalidated through a dependency',
  invalidated: 'Invalidated, way not known',
  evicted: 'Evicted by Redis',
  'loader-failed': 'Loader failed',
  'store-unavailable': 'Redis away',
  bypass: 'Bypassed',
  undecodable: 'Could not be read',
};

/** A miss reason in words; an unknown code is shown as it is. */
export function describeMissReason(code: string): string {
  return reasons[code] ?? showText(code);
}
