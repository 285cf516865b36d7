'use client';

import { formatAgo, formatInstant } from '@/lib/format';
import { useNow } from './use-now';

/** `4 min ago`, with the exact instant as its title. */
export function Age({ at, className }: { at: string | number; className?: string }) {
  const now = useNow(5000);
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={formatInstant(at)}
      className={className}
      suppressHydrationWarning
    >
      {formatAgo(at, now)}
    </time>
  );
}
