import { StoredText } from '@/components/shared/stored-text';
import { StateBadge } from '@/components/shared/state-badge';
import type { PreviewImpact } from '@/lib/contract';
import { formatCount, formatDuration, formatPlural, formatRatio } from '@/lib/format';
import { showText } from '@/lib/show-text';

/** `214 live entries of 3 types would be invalidated; about 7.1 % of the last hour's reads, about 6 s of loading.` */
export function describeImpact(impact: PreviewImpact): string {
  if (impact.total === 0) return 'Nothing that is cached now matches.';
  const types = formatPlural(impact.byType.length, 'type', 'types');
  const reads =
    impact.trafficShare > 0
      ? ` They got about ${formatRatio(impact.trafficShare)} of the last hour’s reads`
      : ' They were hardly read in the last hour';
  return `${formatPlural(impact.total, 'live entry', 'live entries')} of ${types}.${reads} and cost about ${formatDuration(impact.loadCostMs)} to load again.`;
}

function TypeBars({ impact }: { impact: PreviewImpact }) {
  const most = Math.max(1, ...impact.byType.map((entry) => entry.count));
  return (
    <div>
      <h3 className="mb-1.5 text-xs font-medium text-ink-muted">By type</h3>
      <ul className="grid gap-1">
        {impact.byType.map((entry) => (
          <li
            key={entry.type}
            className="grid grid-cols-[minmax(0,7rem)_1fr_3.5rem] items-center gap-2 text-[13px]"
          >
            <span className="truncate">{showText(entry.type)}</span>
            <span className="h-1.5 overflow-hidden rounded-full bg-sunken">
              <span
                className="block h-full min-w-0.5 rounded-full bg-invalid"
                style={{ width: `${(entry.count / most) * 100}%` }}
              />
            </span>
            <span className="tabular text-right">{formatCount(entry.count)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function BusiestKeys({ impact }: { impact: PreviewImpact }) {
  const busiest = impact.sample.slice(0, 5);
  if (busiest.length === 0) return null;
  return (
    <div>
      <h3 className="mb-1.5 text-xs font-medium text-ink-muted">
        Busiest {busiest.length === 1 ? 'entry' : `${busiest.length} entries`}
      </h3>
      <ul className="grid gap-1">
        {busiest.map((entry) => (
          <li key={entry.key} className="flex items-center gap-2 text-[13px]">
            <StoredText text={entry.key} className="flex-1" />
            <StateBadge state={entry.state} />
            <span className="tabular w-24 shrink-0 text-right text-xs whitespace-nowrap text-ink-muted">
              {formatCount(entry.reads)} reads/h
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The impact in one sentence and, with `details`, by type and with the busiest entries. */
export function ImpactSummary({ impact, details }: { impact: PreviewImpact; details: boolean }) {
  return (
    <div className="@container grid gap-4">
      <p className="text-[13px]" data-testid="impact-sentence">
        {describeImpact(impact)}
        {impact.total > 0 &&
          ` ${formatPlural(impact.warmable, 'entry', 'entries')} can be warmed again by a loader.`}
        {impact.gone > 0 &&
          ` ${formatPlural(impact.gone, 'entry', 'entries')} in the index ${impact.gone === 1 ? 'is' : 'are'} no longer live and not counted.`}
      </p>
      {details && impact.total > 0 && (
        <div className="grid gap-x-10 gap-y-4 @2xl:grid-cols-2">
          <TypeBars impact={impact} />
          <BusiestKeys impact={impact} />
        </div>
      )}
      {impact.total === 0 && (
        <p className="text-[13px] text-ink-muted">
          Either nothing has been read since the last wave, or the name is written differently from
          the one that the service uses. Purging still stops loads that are running now from storing
          older data.
        </p>
      )}
    </div>
  );
}
