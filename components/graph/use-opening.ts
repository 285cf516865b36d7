'use client';

import { useReactFlow, useStore } from '@xyflow/react';
import { useEffect, useRef, useState } from 'react';
import { scopeOfView } from './graph-summary';
import { openingOf } from './opening';
import { type Positions, sizeOfNode } from './positions';
import type { LaidOut } from './use-layout';
import { useMedia } from './use-media';

/**
 * Brings a part of the graph into view when it is opened, and leaves the viewport alone on a refresh. Returns false
 * until the first time, so that nothing is seen jumping.
 */
export function useOpening({ view, positions }: LaidOut): boolean {
  const { setViewport } = useReactFlow();
  const width = useStore((store) => store.width);
  const height = useStore((store) => store.height);
  const still = useMedia('(prefers-reduced-motion: reduce)') === true;
  const opened = useRef<string | null>(null);
  const [ready, setReady] = useState(false);
  const scope = `${scopeOfView(view)} ${countColumns(positions)}`;

  useEffect(() => {
    if (opened.current === scope) return;
    const boxes = view.nodes.flatMap((node) => {
      const position = positions.get(node.id);
      return position === undefined ? [] : { id: node.id, ...position, ...sizeOfNode(node.kind) };
    });
    const opening = openingOf(boxes, view.focus, { width, height });
    if (opening === null) return;
    const duration = opened.current === null || still ? 0 : 350;
    opened.current = scope;
    void setViewport(opening, { duration });
    setReady(true);
  }, [scope, view, positions, width, height, still, setViewport]);
  return ready;
}

/** Grows with the depth that is shown, not with one more entry in a column. */
function countColumns(positions: Positions): number {
  return new Set([...positions.values()].map((position) => Math.round(position.x / 100))).size;
}
