import { useId } from 'react';
import { Card, CardHeader } from '@/components/ui/card';
import { formatCount } from '@/lib/format';
import type { LevelView } from './levels';

/** How the wave spread: one bar per level. */
export function LevelBars({ levels }: { levels: readonly LevelView[] }) {
  const id = useId();
  const most = Math.max(1, ...levels.map((level) => level.count));
  return (
    <Card aria-labelledby={id}>
      <CardHeader id={id} title="How it spread" />
      <ol className="grid gap-3 p-4">
        {levels.map((level) => (
          <li key={level.depth} className="text-[13px]">
            <span className="flex items-baseline gap-3">
              <span className="font-medium">Level {level.depth}</span>
              <span className="min-w-0 flex-1 text-xs text-ink-muted">{level.meaning}</span>
              {level.when !== '' && (
                <span className="tabular text-xs text-ink-muted" title="From the start of the wave">
                  {level.when}
                </span>
              )}
              <span className="tabular">{formatCount(level.count)}</span>
            </span>
            <span className="mt-1 block h-2 overflow-hidden rounded-full bg-sunken">
              <span
                className="block h-full min-w-1 rounded-full bg-invalid"
                style={{ width: `${(level.count / most) * 100}%` }}
              />
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
