'use client';

import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import type { WaveNotice } from '@/lib/contract';
import { type LiveState, type LiveStream, openLiveStream } from '@/lib/live-stream';
import { afterWave } from '@/lib/query-keys';
import { refetchDelay } from '@/lib/refetch-pace';

const LiveContext = createContext<LiveStream | null>(null);
const idle: LiveState = { status: 'connecting', lastEventAt: null, waves: [] };
const noUnsubscribe = () => () => {};

/** Opens the one live stream of the console and marks what a finished wave made old for a refetch. */
export function LiveWavesProvider({ children }: { children: ReactNode }) {
  const [stream, setStream] = useState<LiveStream | null>(null);
  const client = useQueryClient();
  useEffect(() => {
    const opened = openLiveStream('/api/v1/stream');
    setStream(opened);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last: number | null = null;
    const refetchSoon = () => {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          last = Date.now();
          for (const word of afterWave) void client.invalidateQueries({ queryKey: [word] });
        },
        refetchDelay(Date.now(), last),
      );
    };
    const stopWaves = opened.onWave((notice) => {
      if (notice.phase === 'finished') refetchSoon();
    });
    const stopOthers = opened.onOther(refetchSoon);
    return () => {
      stopWaves();
      stopOthers();
      clearTimeout(timer);
      opened.close();
    };
  }, [client]);
  return <LiveContext value={stream}>{children}</LiveContext>;
}

export interface LiveWaves extends LiveState {
  paused: boolean;
  pause(): void;
  /** Reconnects and refetches everything on the screen. */
  resume(): void;
}

/** The live stream's state and switch. Polling queries pass `paused ? false : ms` as their interval. */
export function useLiveWaves(): LiveWaves {
  const stream = useContext(LiveContext);
  const client = useQueryClient();
  const state = useSyncExternalStore(
    stream?.onChange ?? noUnsubscribe,
    () => stream?.getState() ?? idle,
    () => idle,
  );
  const pause = useCallback(() => stream?.pause(), [stream]);
  const resume = useCallback(() => {
    stream?.resume();
    void client.invalidateQueries();
  }, [stream, client]);
  return useMemo(
    () => ({ ...state, paused: state.status === 'paused', pause, resume }),
    [state, pause, resume],
  );
}

/** Calls `listener` for every notice (started and finished). Keep the listener stable (useCallback). */
export function useWaveNotices(listener: (notice: WaveNotice) => void): void {
  const stream = useContext(LiveContext);
  useEffect(() => stream?.onWave(listener), [stream, listener]);
}
