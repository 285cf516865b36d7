'use client';

import { formatInstant } from '@/lib/format';

/** An instant in the reader's zone, with the zone: known in the browser only. */
export function LocalTime({ at }: { at: string }) {
  return (
    <time dateTime={at} suppressHydrationWarning>
      {formatInstant(at)}
    </time>
  );
}
