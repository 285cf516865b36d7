'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { GraphViewModel } from '@/lib/contract';
import { layoutView } from './elk-client';
import type { Arrangement } from './elk-graph';
import { type Box, coversAll, mergePositions, rememberPositions, sizeOfNode } from './positions';
import { mergeRoutes } from './routes';
import { scopeOfView } from './graph-summary';

export interface LaidOut extends Arrangement {
  view: GraphViewModel;
}
const nothingKnown: Arrangement = { positions: new Map(), routes: new Map() };
/** Places by node id, per focus, for as long as the tab lives: coming back to a view finds it as it was. */
const MAX_SCOPES = 20;
const places = new Map<string, Arrangement>();

/**
 * A view together with positions for all its nodes. While a layout runs the previous pair stays, so that the canvas
 * never draws nodes without a place.
 */
export function useLayout(view: GraphViewModel | undefined): {
  laidOut: LaidOut | null;
  error: Error | null;
  tidy: () => void;
} {
  const [laidOut, setLaidOut] = useState<LaidOut | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [round, setRound] = useState(0);
  const latest = useRef(0);

  useEffect(() => {
    if (view === undefined) return;
    const run = ++latest.current;
    arrange(view).then(
      (arrangement) => {
        if (run !== latest.current) return;
        setLaidOut({ view, ...arrangement });
        setError(null);
      },
      (reason: unknown) => {
        if (run === latest.current)
          setError(reason instanceof Error ? reason : new Error(String(reason)));
      },
    );
  }, [view, round]);

  const tidy = useCallback(() => {
    if (view !== undefined) places.delete(scopeOfView(view));
    setRound((count) => count + 1);
  }, [view]);
  return { laidOut, error, tidy };
}

async function arrange(view: GraphViewModel): Promise<Arrangement> {
  const scope = scopeOfView(view);
  const boxes: Box[] = view.nodes.map((node) => ({
    id: node.id,
    height: sizeOfNode(node.kind).height,
  }));
  const known = places.get(scope) ?? nothingKnown;
  if (coversAll(known.positions, boxes)) return known;
  const fresh = await layoutView(view);
  const positions = mergePositions(known.positions, fresh.positions, boxes);
  const routes = mergeRoutes(known, fresh, positions);
  places.delete(scope);
  places.set(scope, {
    positions: rememberPositions(known.positions, positions, boxes),
    routes,
  });
  const oldest = places.keys().next().value;
  if (places.size > MAX_SCOPES && oldest !== undefined) places.delete(oldest);
  return { positions, routes };
}
