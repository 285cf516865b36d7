import type { ReactNode } from 'react';
import { formatCount } from '@/lib/format';

/** Says what part is on the screen: `Showing 184 of 10,377`. Nothing is cut silently. */
export function HugeNote({
  shown,
  total,
  what,
  one,
  children,
}: {
  shown: number;
  total: number;
  /** Plural: `tags`, `entries`. */
  what: string;
  /** Singular, for when there is one. */
  one?: string;
  /** How to see the rest. */
  children?: ReactNode;
}) {
  return (
    <p role="status" className="tabular text-xs text-ink-muted">
      {shown < total
        ? `Showing ${formatCount(shown)} of ${formatCount(total)} ${what}. `
        : `${formatCount(total)} ${total === 1 && one ? one : what}`}
      {shown < total && children}
    </p>
  );
}
