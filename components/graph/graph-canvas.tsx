'use client';

import './graph.css';
import {
  Background,
  Controls,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  useStore,
} from '@xyflow/react';
import { useTheme } from 'next-themes';
import { useMemo, useState } from 'react';
import { cn } from '@/lib/cn';
import { type GraphFlowEdge, type GraphFlowNode, toFlowEdges, toFlowNodes } from './graph-flow';
import { indexGraph, relateNodes } from './graph-index';
import { edgeTypes, nodeTypes } from './node-types';
import { useExport } from './use-export';
import type { Exporting } from './export-picture';
import type { GraphActions, GraphState } from './use-graph-state';
import { useGraphKeys } from './use-graph-keys';
import type { LaidOut } from './use-layout';
import { useOpening } from './use-opening';

/** Below this zoom the details of a node cannot be read. */
const FAR_ZOOM = 0.5;
/** With more nodes than this only those in view are put into the page; below, adding and removing them costs more. */
const CULL_ABOVE_NODES = 300;
const MAP_ABOVE_NODES = 30;
const WHOLE = { maxZoom: 1, padding: 0.08 } as const;

interface Props {
  laidOut: LaidOut;
  state: GraphState;
  actions: GraphActions;
  exporting?: Exporting;
}

/** The picture itself. Everything around it (search, legend, panel, table) works without it. */
export function GraphCanvas(props: Props) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({ laidOut, state, actions, exporting }: Props) {
  const { view, positions, routes } = laidOut;
  const { resolvedTheme } = useTheme();
  const index = useMemo(() => indexGraph(view), [view]);
  const relations = useMemo(() => relateNodes(index, state.selected), [index, state.selected]);
  const tabStop = relations.size > 0 ? state.selected : (view.focus ?? view.nodes[0]?.id ?? null);
  const nodes = useMemo(
    () => toFlowNodes(view, { positions, relations, tabStop }),
    [view, positions, relations, tabStop],
  );
  const edges = useMemo(() => toFlowEdges(view, relations, routes), [view, relations, routes]);
  const far = useStore((store) => store.transform[2] < FAR_ZOOM);
  const [said, say] = useState('');
  const onKeyDown = useGraphKeys({ index, positions, actions, say });
  const ready = useOpening(laidOut);
  const root = useExport(laidOut, exporting);
  const culls = nodes.length > CULL_ABOVE_NODES && !exporting?.format;

  return (
    <ReactFlow<GraphFlowNode, GraphFlowEdge>
      ref={root}
      aria-label="Dependency graph, from dependencies on the left to dependents on the right"
      className={cn(far && 'graph-far', !ready && 'invisible')}
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      colorMode={resolvedTheme === 'dark' ? 'dark' : 'light'}
      onNodeClick={(_, node) => actions.select(node.id)}
      onNodeDoubleClick={(_, node) => {
        if (node.type === 'entry') actions.focusOn(node.id);
      }}
      onPaneClick={() => actions.select(null)}
      onKeyDown={onKeyDown}
      nodesDraggable={false}
      nodesConnectable={false}
      edgesFocusable={false}
      disableKeyboardA11y
      zoomOnDoubleClick={false}
      deleteKeyCode={null}
      selectionKeyCode={null}
      multiSelectionKeyCode={null}
      onlyRenderVisibleElements={culls}
      minZoom={0.08}
      maxZoom={1.75}
    >
      <p role="status" className="sr-only">
        {said}
      </p>
      <Background gap={22} size={1.5} />
      <Controls showInteractive={false} fitViewOptions={WHOLE} />
      {nodes.length > MAP_ABOVE_NODES && (
        <MiniMap
          pannable
          zoomable
          ariaLabel="Overview of the whole graph"
          style={{ width: 150, height: 100 }}
        />
      )}
    </ReactFlow>
  );
}
