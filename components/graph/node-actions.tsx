'use client';

import { Copy, Crosshair, Tags } from 'lucide-react';
import Link from 'next/link';
import { toast } from 'sonner';
import { PurgeButton } from '@/components/purge/purge-button';
import { WarmButton } from '@/components/purge/warm-button';
import { Button } from '@/components/ui/button';
import type { GraphNodeView } from '@/lib/contract';
import { focusOfNode, nameOfId, targetsOfNode } from './node-words';
import type { GraphActions } from './use-graph-state';

/** Focus, purge, warm, copy. The server decides again who may do what. */
export function NodeActions({
  node,
  isFocus,
  actions,
}: {
  node: GraphNodeView;
  isFocus: boolean;
  actions: GraphActions;
}) {
  const targets = targetsOfNode(node);
  const focus = focusOfNode(node);
  const name = nameOfId(node.id);
  const label = node.kind === 'type' ? `all entries of type ${name}` : undefined;
  return (
    <div className="flex flex-wrap gap-2">
      {focus !== null && !isFocus && (
        <Button variant="primary" size="sm" onClick={() => actions.focusOn(focus)}>
          <Crosshair aria-hidden /> Focus
        </Button>
      )}
      {targets !== null && (
        <>
          <PurgeButton targets={targets} size="sm" {...(label ? { label } : {})} />
          <WarmButton targets={targets} size="sm" {...(label ? { label } : {})} />
        </>
      )}
      {node.kind === 'tag' && (
        <Button asChild size="sm">
          <Link href={`/tags/${encodeURIComponent(name)}`}>
            <Tags aria-hidden /> Members
          </Link>
        </Button>
      )}
      {focus !== null && (
        <Button size="sm" onClick={() => void copyName(name)}>
          <Copy aria-hidden /> Copy {node.kind === 'tag' ? 'tag' : 'key'}
        </Button>
      )}
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
