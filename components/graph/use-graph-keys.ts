'use client';

import { useReactFlow, useStoreApi } from '@xyflow/react';
import { type KeyboardEvent, useCallback } from 'react';
import type { GraphIndex } from './graph-index';
import { focusOfNode } from './node-words';
import { isInView } from './opening';
import { type Positions, sizeOfNode } from './positions';
import type { GraphActions } from './use-graph-state';
import { isStep, stepFrom, stepWords } from './walk';

/** Arrow keys walk along edges, Enter opens a node as the focus, Space selects it. */
export function useGraphKeys({
  index,
  positions,
  actions,
  say,
}: {
  index: GraphIndex;
  positions: Positions;
  actions: GraphActions;
  /** Tells those who do not see the picture along what they went, or that there is nothing that way. */
  say: (words: string) => void;
}) {
  const moveTo = useMoveTo(index, positions);
  return useCallback(
    (event: KeyboardEvent<HTMLDivElement>) => {
      const element = event.target;
      if (!(element instanceof HTMLElement) || event.altKey || event.ctrlKey || event.metaKey)
        return;
      const id = element.classList.contains('react-flow__node') ? element.dataset.id : undefined;
      const node = id === undefined ? undefined : index.nodes.get(id);
      if (node === undefined) return;
      if (isStep(event.key)) {
        event.preventDefault();
        const next = stepFrom(index, positions, node.id, event.key);
        say(stepWords(index, node.id, event.key, next));
        if (next === null) return;
        actions.walkTo(next);
        moveTo(event.currentTarget, next);
      } else if (event.key === 'Enter') {
        event.preventDefault();
        const focus = focusOfNode(node);
        if (focus === null) actions.select(node.id);
        else actions.focusOn(focus);
      } else if (event.key === ' ') {
        event.preventDefault();
        actions.select(node.id);
      }
    },
    [index, positions, actions, say, moveTo],
  );
}

/** Gives a node the keyboard focus, after bringing it into view: out of view it may not even be in the page. */
function useMoveTo(index: GraphIndex, positions: Positions) {
  const { getViewport, setCenter } = useReactFlow();
  const store = useStoreApi();
  return useCallback(
    (root: HTMLElement, id: string) => {
      const node = index.nodes.get(id);
      const position = positions.get(id);
      if (node === undefined || position === undefined) return;
      const box = { ...position, ...sizeOfNode(node.kind) };
      const viewport = getViewport();
      const inView = isInView(box, viewport, store.getState());
      const moved = inView
        ? Promise.resolve(true)
        : setCenter(box.x + box.width / 2, box.y + box.height / 2, { zoom: viewport.zoom });
      void moved.then(() => requestAnimationFrame(() => focusNode(root, id)));
    },
    [index, positions, getViewport, setCenter, store],
  );
}

function focusNode(root: HTMLElement, id: string) {
  root
    .querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)
    ?.focus({ preventScroll: true });
}
