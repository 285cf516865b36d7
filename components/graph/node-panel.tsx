'use client';

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { StoredText } from '@/components/shared/stored-text';
import { Card } from '@/components/ui/card';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import type { GraphNodeView, GraphViewModel } from '@/lib/contract';
import { FoldPanel } from './fold-panel';
import { FamilyTags, TypeEntries } from './group-members';
import { NodeActions } from './node-actions';
import { NodeFacts } from './node-facts';
import { NodePreview } from './node-preview';
import { kindWord, targetsOfNode } from './node-words';
import type { GraphActions, GraphState } from './use-graph-state';

interface Props {
  node: GraphNodeView;
  view: GraphViewModel;
  state: GraphState;
  actions: GraphActions;
  onPath: (from: string) => void;
}

/** Everything about the selected node and what can be done with it: beside the graph, or a sheet on small screens. */
export function NodePanel({ asSheet, ...props }: Props & { asSheet: boolean }) {
  const { node, actions } = props;
  const title = (
    <>
      <span className="block text-xs font-normal text-ink-muted">{kindWord(node.kind)}</span>
      <NodeName node={node} />
    </>
  );
  const close = () => actions.select(null);
  if (asSheet)
    return (
      <Dialog open onOpenChange={(open) => !open && close()}>
        <DialogContent place="right" title={title}>
          <PanelBody key={node.id} {...props} />
        </DialogContent>
      </Dialog>
    );
  return (
    <Aside title={title} onClose={close}>
      <PanelBody key={node.id} {...props} />
    </Aside>
  );
}

function Aside({
  title,
  onClose,
  children,
}: {
  title: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <aside
      aria-label="Selected node"
      className="w-80 shrink-0 self-start lg:sticky lg:top-16 lg:max-h-full"
    >
      <Card className="flex max-h-[calc(100dvh-8rem)] flex-col">
        <div className="flex items-start gap-2 border-b border-line px-4 py-3">
          <h2 className="min-w-0 flex-1 text-sm font-semibold">{title}</h2>
          <button
            type="button"
            aria-label="Close the panel"
            onClick={onClose}
            className="-mr-1.5 grid size-7 shrink-0 place-items-center rounded-md text-ink-muted hover:bg-sunken hover:text-ink"
          >
            <X className="size-4" aria-hidden />
          </button>
        </div>
        <div className="min-h-0 overflow-y-auto px-4 py-3">{children}</div>
      </Card>
    </aside>
  );
}

function NodeName({ node }: { node: GraphNodeView }) {
  if (node.kind === 'fold') return <>{node.label}</>;
  return <StoredText text={node.label} wrap className="text-[13px]" />;
}

function PanelBody({ node, view, state, actions, onPath }: Props) {
  if (node.kind === 'fold') return <FoldPanel node={node} state={state} actions={actions} />;
  const targets = targetsOfNode(node);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <NodeFacts node={node} view={view} />
      <NodeActions node={node} isFocus={view.focus === node.id} actions={actions} onPath={onPath} />
      {targets !== null && <NodePreview targets={targets} />}
      {node.kind === 'type' && <TypeEntries type={node.type} onFocus={actions.focusOn} />}
      {node.kind === 'tag-family' && <FamilyTags family={node.type} onFocus={actions.focusOn} />}
    </div>
  );
}
