import { useId } from 'react';
import { HugeNote } from '@/components/shared/huge-note';
import { StateBadge } from '@/components/shared/state-badge';
import { StoredText } from '@/components/shared/stored-text';
import { Card, CardHeader } from '@/components/ui/card';
import type { PreviewImpact } from '@/lib/contract';
import { formatCount } from '@/lib/format';
import { describeReason } from '@/lib/reason-words';

const shown = 12;

/** The busiest pages that would change, each with why. */
export function BusiestList({
  impact,
  rest,
}: {
  impact: Pick<PreviewImpact, 'sample' | 'total'>;
  /** How to see the others. */
  rest?: string;
}) {
  const id = useId();
  const busiest = impact.sample.slice(0, shown);
  return (
    <Card aria-labelledby={id}>
      <CardHeader
        id={id}
        title="Busiest first"
        actions={
          <HugeNote shown={busiest.length} total={impact.total} what="entries" one="entry">
            {rest}
          </HugeNote>
        }
      />
      <ul className="divide-y divide-line">
        {busiest.map((entry) => (
          <li key={entry.key} className="grid gap-0.5 px-4 py-2 text-[13px]">
            <span className="flex items-center gap-2">
              <StoredText text={entry.key} className="flex-1" />
              <span className="tabular shrink-0 text-xs text-ink-muted">
                {entry.reads > 0 ? `${formatCount(entry.reads)} reads/h` : 'hardly read'}
              </span>
              <StateBadge state={entry.state} />
            </span>
            <bdi className="text-xs text-ink-muted">{describeReason(entry)}</bdi>
          </li>
        ))}
      </ul>
    </Card>
  );
}
