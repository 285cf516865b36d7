import type { TagsPage } from '@/lib/contract';
import { formatDuration, formatInstant, formatPlural } from '@/lib/format';

/** What the numbers of the list are of. */
export function UsageNote({ usage }: { usage: NonNullable<TagsPage['usage']> }) {
  return (
    <p className="tabular ml-auto text-xs text-ink-muted">
      Purges over {formatPlural(usage.waves, 'wave', 'waves')} since {formatInstant(usage.sinceAt)}{' '}
      · counted {formatDuration(usage.snapshotAgeMs)} ago
    </p>
  );
}
