'use client';

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { useWaveNotices } from '@/components/shared/live-waves';
import type { GraphViewModel, WaveNotice } from '@/lib/contract';
import { useMedia } from './use-media';
import { lightWave } from './wave-light';
import { WavePlayer } from './wave-player';

/** Which nodes are lit now, and who is told when that changes. */
export interface Lights {
  subscribe(listener: () => void): () => void;
  isLit(id: string): boolean;
}
export const LightsContext = createContext<Lights | null>(null);
const never = () => () => {};

/** Plays the waves that arrive while the graph is on the screen. */
export function WaveLightProvider({
  view,
  children,
}: {
  view: GraphViewModel;
  children: ReactNode;
}) {
  const [player] = useState(() => new WavePlayer());
  const still = useMedia('(prefers-reduced-motion: reduce)') === true;
  const latest = useRef({ view, still });
  useEffect(() => {
    latest.current = { view, still };
  }, [view, still]);
  useEffect(() => () => player.stop(), [player]);
  const onNotice = useCallback(
    (notice: WaveNotice) => {
      if (notice.phase === 'finished')
        player.play(lightWave(latest.current.view, notice), latest.current.still);
    },
    [player],
  );
  useWaveNotices(onNotice);
  return <LightsContext value={player}>{children}</LightsContext>;
}

/** Whether a running wave has reached this node. Re-renders only when that changes. */
export function useLit(id: string): boolean {
  const lights = useContext(LightsContext);
  return useSyncExternalStore(
    lights?.subscribe ?? never,
    () => lights?.isLit(id) ?? false,
    () => false,
  );
}
