import { Button } from '@/components/ui/button';
import { formatCount, formatPlural } from '@/lib/format';

/** How much of the journal is on the screen, and how to see more of it. Nothing is left out silently. */
export function WaveListFooter({
  shown,
  searched,
  filtered,
  hasMore,
  isReading,
  onMore,
}: {
  shown: number;
  searched: number;
  filtered: boolean;
  hasMore: boolean;
  isReading: boolean;
  onMore: () => void;
}) {
  const rest = hasMore ? 'older ones are in the journal' : 'that is all the journal holds';
  return (
    <div className="flex flex-wrap items-center gap-3 px-4 py-2.5 text-xs text-ink-muted">
      <span role="status" className="tabular">
        {filtered
          ? `${formatCount(shown)} of ${formatPlural(searched, 'wave', 'waves')} looked at, ${rest}.`
          : `${formatPlural(shown, 'wave', 'waves')} shown, ${rest}.`}
      </span>
      {hasMore && (
        <Button size="sm" disabled={isReading} onClick={onMore}>
          {isReading ? 'Reading…' : filtered ? 'Look further back' : 'Show older'}
        </Button>
      )}
    </div>
  );
}
