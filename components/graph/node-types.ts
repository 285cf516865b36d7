import type { EdgeTypes, NodeTypes } from '@xyflow/react';
import { DependencyEdge } from './dependency-edge';
import { EntryNode } from './entry-node';
import { FoldNode } from './fold-node';
import { GroupNode } from './group-node';

// Outside any component: a new object per render would make React Flow build every node anew.
export const nodeTypes = { entry: EntryNode, group: GroupNode, fold: FoldNode } satisfies NodeTypes;
export const edgeTypes = { dependency: DependencyEdge } satisfies EdgeTypes;
