'use client';

import { ArrowLeftToLine, ArrowRightToLine, Copy, ListFilter, Route } from 'lucide-react';
import { toast } from 'sonner';
import { Button } from '@/components/ui/button';
import type { GraphNodeView } from '@/lib/contract';
import { focusOfNode, nameOfId } from './node-words';
import { selectorAlong, selectorOfType } from './selection-actions';
import type { GraphActions } from './use-graph-state';

/** Draws more than the neighbours: all that lies up or down from here, or the way to another node. */
export function NodeSelections({
  node,
  actions,
  onPath,
}: {
  node: GraphNodeView;
  actions: GraphActions;
  onPath: (from: string) => void;
}) {
  const focus = focusOfNode(node);
  const ofType = selectorOfType(node);
  const draw = (select: string | null) => select !== null && actions.selectBy(select);
  if (focus === null)
    return (
      ofType !== null && (
        <div>
          <Button size="sm" onClick={() => draw(ofType)}>
            <ListFilter aria-hidden /> Draw its entries
          </Button>
        </div>
      )
    );
  return (
    <div className="flex flex-wrap gap-2">
      {node.kind === 'entry' && (
        <Button size="sm" onClick={() => draw(selectorAlong(focus, 'up'))}>
          <ArrowLeftToLine aria-hidden /> All upstream
        </Button>
      )}
      <Button size="sm" onClick={() => draw(selectorAlong(focus, 'down'))}>
        <ArrowRightToLine aria-hidden /> All downstream
      </Button>
      <Button size="sm" onClick={() => onPath(focus)}>
        <Route aria-hidden /> Path to…
      </Button>
      <Button size="sm" onClick={() => void copyName(nameOfId(focus))}>
        <Copy aria-hidden /> Copy {node.kind === 'tag' ? 'tag' : 'key'}
      </Button>
    </div>
  );
}

async function copyName(name: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(name);
    toast.success('Copied');
  } catch {
    // Plain HTTP on another host, or permission refused: the text is selectable in the panel.
    toast.error('The browser did not allow copying. Select the name in the panel and copy it.');
  }
}
