import { useId } from 'react';
import { StoredText } from '@/components/shared/stored-text';
import { Card, CardHeader } from '@/components/ui/card';
import { formatCount } from '@/lib/format';

interface Bar {
  name: string;
  value: number;
  title?: string;
}

/** Names with a count each, as bars relative to the largest: a list, so that it reads as one. */
export function BarListCard({
  title,
  note,
  bars,
  color,
  stored = false,
  empty,
}: {
  title: string;
  note?: string;
  bars: readonly Bar[];
  color: string;
  /** Names are keys or tags. */
  stored?: boolean;
  empty: string;
}) {
  const id = useId();
  const most = Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <Card aria-labelledby={id}>
      <CardHeader id={id} title={title} note={note} />
      {bars.length === 0 ? (
        <p className="px-4 py-6 text-[13px] text-ink-muted">{empty}</p>
      ) : (
        <ul className="grid gap-2.5 px-4 py-3">
          {bars.map((bar) => (
            <li key={bar.name} title={bar.title} className="text-[13px]">
              <span className="flex items-baseline gap-3">
                {stored ? (
                  <StoredText text={bar.name} className="flex-1" />
                ) : (
                  <span className="flex-1">{bar.name}</span>
                )}
                <span className="tabular">{formatCount(bar.value)}</span>
              </span>
              <span className="mt-1 block h-1 overflow-hidden rounded-full bg-sunken">
                <span
                  className="block h-full rounded-full"
                  style={{ width: `${(bar.value / most) * 100}%`, background: color }}
                />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
