'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Pause, Play } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLiveWaves } from '@/components/shared/live-waves';
import { useNow } from '@/components/shared/use-now';
import { Button } from '@/components/ui/button';
import { Tooltip } from '@/components/ui/tooltip';
import { cn } from '@/lib/cn';
import { formatAgo } from '@/lib/format';
import type { LiveStatus } from '@/lib/live-stream';
import { queryKeys } from '@/lib/query-keys';

const looks: Record<LiveStatus, { word: string; dot: string }> = {
  live: { word: 'Live', dot: 'bg-fresh' },
  connecting: { word: 'Connecting', dot: 'bg-loading animate-pulse' },
  paused: { word: 'Paused', dot: 'bg-stale' },
  offline: { word: 'Offline', dot: 'bg-invalid' },
};

const [healthWord] = queryKeys.health();

/** When anything on the screen was last read or told. */
function useLastUpdateAt(): number | null {
  const cache = useQueryClient().getQueryCache();
  const [readAt, setReadAt] = useState<number | null>(null);
  const { lastEventAt } = useLiveWaves();
  useEffect(
    () =>
      cache.subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'success') return;
        // Health answers also when there is no data to be had.
        if (event.query.queryKey[0] !== healthWord) setReadAt(Date.now());
      }),
    [cache],
  );
  if (readAt === null || lastEventAt === null) return readAt ?? lastEventAt;
  return Math.max(readAt, lastEventAt);
}

/** Live or paused, since when; one press switches. Offline: one press reconnects. */
export function LiveSwitch() {
  const { status, paused, pause, resume } = useLiveWaves();
  const lastUpdateAt = useLastUpdateAt();
  const now = useNow(1000);
  const look = looks[status];
  const stopped = paused || status === 'offline';
  const Icon = stopped ? Play : Pause;
  return (
    <Tooltip
      side="bottom"
      content={stopped ? 'Go live: reconnect and read everything again' : 'Pause: nothing moves'}
    >
      <Button
        variant="ghost"
        aria-label={`${look.word}. ${stopped ? 'Go live' : 'Pause live updates'}`}
        onClick={stopped ? resume : pause}
      >
        <span aria-hidden className={cn('size-2 rounded-full', look.dot)} />
        <span className="text-ink">{look.word}</span>
        {lastUpdateAt !== null && (
          <span className="tabular hidden text-xs font-normal sm:inline" suppressHydrationWarning>
            updated {formatAgo(lastUpdateAt, now)}
          </span>
        )}
        <Icon aria-hidden className="size-3.5" />
      </Button>
    </Tooltip>
  );
}
