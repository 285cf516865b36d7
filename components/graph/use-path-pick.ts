'use client';

import { useCallback, useEffect, useMemo, useState } from 'react';
import type { GraphViewModel } from '@/lib/contract';
import { indexGraph } from './graph-index';
import { focusOfNode } from './node-words';
import { selectorBetween } from './selection-actions';
import type { GraphActions } from './use-graph-state';

export interface PathPick {
  /** Where the path begins while its other end is being chosen. */
  from: string | null;
  begin: (from: string) => void;
  cancel: () => void;
  /** Also takes a node that is not in this view (`tag:…`, `key:…`). */
  end: (to: string) => void;
}

/** While a path is being chosen the next node that is selected is its other end, in the picture and in the table. */
export function usePathPick(
  view: GraphViewModel | undefined,
  actions: GraphActions,
): PathPick & { actions: GraphActions } {
  const [from, setFrom] = useState<string | null>(null);
  const end = useCallback(
    (to: string) => {
      if (from === null || to === from || view === undefined) return;
      const select = selectorBetween(indexGraph(view), from, to);
      setFrom(null);
      if (select !== null) actions.selectBy(select);
    },
    [from, view, actions],
  );
  useEffect(() => {
    if (from === null) return;
    const onKeyDown = (event: KeyboardEvent) => event.key === 'Escape' && setFrom(null);
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [from]);
  const picking: GraphActions = useMemo(
    () => ({
      ...actions,
      select: (id: string | null) => {
        const node = view?.nodes.find((one) => one.id === id);
        const focus = node === undefined ? null : focusOfNode(node);
        if (from === null || focus === null) actions.select(id);
        else end(focus);
      },
      focusOn: (focus: string | null) =>
        from === null || focus === null ? actions.focusOn(focus) : end(focus),
    }),
    [actions, view, from, end],
  );
  return {
    from,
    begin: setFrom,
    cancel: useCallback(() => setFrom(null), []),
    end,
    actions: picking,
  };
}
