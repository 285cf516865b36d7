'use client';

import { Crosshair, Eye, MessageCircleQuestion, Tags } from 'lucide-react';
import Link from 'next/link';
import { PurgeButton } from '@/components/purge/purge-button';
import { WarmButton } from '@/components/purge/warm-button';
import { Button } from '@/components/ui/button';
import type { GraphNodeView } from '@/lib/contract';
import { previewHref } from '@/lib/guard';
import { NodeSelections } from './node-selections';
import { focusOfNode, nameOfId, targetsOfNode } from './node-words';
import type { GraphActions } from './use-graph-state';

/** Focus, preview, explain, purge, warm, and where to go from here. The server decides again who may do what. */
export function NodeActions({
  node,
  isFocus,
  actions,
  onPath,
}: {
  node: GraphNodeView;
  isFocus: boolean;
  actions: GraphActions;
  /** Begins to look for the way from this node to another. */
  onPath: (from: string) => void;
}) {
  const targets = targetsOfNode(node);
  const focus = focusOfNode(node);
  const preview = focus === null ? null : previewHref([focus]);
  const name = nameOfId(node.id);
  const label = node.kind === 'type' ? `all entries of type ${name}` : undefined;
  return (
    <>
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
        {preview !== null && (
          <Button asChild size="sm">
            <Link prefetch={false} href={preview}>
              <Eye aria-hidden /> Preview
            </Link>
          </Button>
        )}
        {node.kind === 'entry' && (
          <Button asChild size="sm">
            <Link prefetch={false} href={`/entries/${encodeURIComponent(name)}`}>
              <MessageCircleQuestion aria-hidden /> Explain
            </Link>
          </Button>
        )}
        {node.kind === 'tag' && (
          <Button asChild size="sm">
            <Link href={`/tags/${encodeURIComponent(name)}`}>
              <Tags aria-hidden /> Members
            </Link>
          </Button>
        )}
      </div>
      <NodeSelections node={node} actions={actions} onPath={onPath} />
    </>
  );
}
