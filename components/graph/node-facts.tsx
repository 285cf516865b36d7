import type { ReactNode } from 'react';
import { StateBadge } from '@/components/shared/state-badge';
import type { GraphNodeView, GraphViewModel } from '@/lib/contract';
import { formatCount, formatRatio } from '@/lib/format';
import { showText } from '@/lib/show-text';
import { edgeWord, nameOfId, readsWord, staleShare, ttlWord } from './node-words';

/** What is known of the node, and which nodes of this view it hangs on. */
export function NodeFacts({ node, view }: { node: GraphNodeView; view: GraphViewModel }) {
  const reads = readsWord(node);
  const isType = node.kind === 'type';
  const isGroup = isType || node.kind === 'tag-family';
  const sources = view.edges.filter((edge) => edge.target === node.id);
  return (
    <div className="grid gap-4">
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1.5 text-[13px]">
        {node.state !== null && (
          <Fact name="State">
            <StateBadge state={node.state} />
          </Fact>
        )}
        {node.ttlLeftMs !== null && <Fact name="TTL left">{ttlWord(node.ttlLeftMs)}</Fact>}
        {isGroup && <Fact name={isType ? 'Entries' : 'Tags'}>{formatCount(node.count)}</Fact>}
        {isType && (
          <Fact name="Stale">
            {formatCount(node.stale)} ({formatRatio(staleShare(node))})
          </Fact>
        )}
        {isType && <Fact name="Hit ratio">{formatRatio(node.hitRatio)}</Fact>}
        {reads !== null && <Fact name="Reads">{reads}</Fact>}
        <Fact name={isGroup ? 'Edges from here' : 'Direct dependents'}>
          {formatCount(node.fanOut)}
        </Fact>
      </dl>
      {sources.length > 0 && (
        <div>
          <h3 className="mb-1 text-xs font-medium text-ink-muted">Depends on</h3>
          <ul className="grid max-h-40 gap-1 overflow-y-auto text-xs">
            {sources.map((edge) => (
              <li key={`${edge.kind} ${edge.source}`} className="flex gap-2">
                <bdi className="min-w-0 flex-1 truncate font-mono" title={showText(edge.source)}>
                  {showText(nameOfId(edge.source))}
                </bdi>
                <span className="tabular shrink-0 text-ink-muted">
                  {edgeWord(edge.kind)}
                  {edge.count > 1 && ` × ${formatCount(edge.count)}`}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="tabular text-right">{children}</dd>
    </>
  );
}
