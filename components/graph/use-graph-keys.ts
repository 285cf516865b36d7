'use client';

import { type KeyboardEvent, useCallback } from 'react';
import type { GraphIndex } from './graph-index';
import { focusOfNode } from './node-words';
import type { Positions } from './positions';
import type { GraphActions } from './use-graph-state';
import { isStep, stepFrom } from './walk';

/** Arrow keys walk along edges, Enter opens a node as the focus, Space selects it. */
export function useGraphKeys({
  index,
  positions,
  actions,
}: {
  index: GraphIndex;
  positions: Positions;
  actions: GraphActions;
}) {
  return useCallback(
    (event: KeyboardEvent<HTMLDivElement>) => {
      const element = event.target;
      if (!(element instanceof HTMLElement) || event.altKey || event.ctrlKey || event.metaKey)
        return;
      const id = element.classList.contains('react-flow__node') ? element.dataset.id : undefined;
      if (id === undefined) return;
      if (isStep(event.key)) {
        event.preventDefault();
        const next = stepFrom(index, positions, id, event.key);
        if (next === null) return;
        actions.select(next);
        focusNode(event.currentTarget, next);
      } else if (event.key === 'Enter') {
        event.preventDefault();
        const node = index.nodes.get(id);
        const focus = node === undefined ? null : focusOfNode(node);
        if (focus === null) actions.select(id);
        else actions.focusOn(focus);
      } else if (event.key === ' ') {
        event.preventDefault();
        actions.select(id);
      }
    },
    [index, positions, actions],
  );
}

/** Nodes out of view are still in the page below the culling limit; React Flow pans to the one that gets focus. */
function focusNode(root: HTMLElement, id: string) {
  root
    .querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
    ?.focus({ preventScroll: true });
}
