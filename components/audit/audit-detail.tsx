'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import type { AuditRowView } from '@/lib/contract';
import { formatInstant } from '@/lib/format';
import { showText } from '@/lib/show-text';
import { describeScope } from './audit-words';
import { OutcomeBadge } from './outcome-badge';

function Json({ label, value }: { label: string; value: unknown }) {
  if (value === null || value === undefined) return null;
  const lines = JSON.stringify(value, null, 2).split('\n').map(showText);
  return (
    <div className="mt-4">
      <h3 className="mb-1 text-xs font-medium text-ink-muted">{label}</h3>
      <section
        aria-label={label}
        tabIndex={0}
        className="max-h-72 overflow-auto rounded-md border border-line bg-sunken p-3"
      >
        <pre className="font-mono text-xs break-all whitespace-pre-wrap">{lines.join('\n')}</pre>
      </section>
    </div>
  );
}

function factsOf(row: AuditRowView): [string, ReactNode][] {
  const facts: [string, ReactNode][] = [
    ['When', formatInstant(row.at)],
    ['Outcome', <OutcomeBadge key="outcome" outcome={row.outcome} />],
    ['Actor', `${showText(row.actor.name)} (${row.actor.kind}, ${showText(row.actor.role)})`],
    ['Signed in by', showText(row.actor.via)],
    ['Reason', row.reason === null ? 'none given' : showText(row.reason)],
  ];
  if (row.waveId)
    facts.push([
      'Wave',
      <Link
        key="wave"
        href={`/waves/${encodeURIComponent(row.waveId)}`}
        className="font-mono text-xs break-all text-accent-strong underline underline-offset-2"
      >
        {row.waveId}
      </Link>,
    ]);
  facts.push(
    [
      'Request',
      <span key="request" className="font-mono text-xs break-all">
        {row.requestId}
      </span>,
    ],
    ['Place in the chain', String(row.seq)],
  );
  return facts;
}

/** Everything one audit row says. */
export function AuditDetail({ row, onClose }: { row: AuditRowView | null; onClose: () => void }) {
  return (
    <Dialog open={row !== null} onOpenChange={(open) => !open && onClose()}>
      {row && (
        <DialogContent
          place="right"
          title={<span className="font-mono text-[15px]">{showText(row.action)}</span>}
          description={describeScope(row.scope)}
        >
          <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-2 text-[13px]">
            {factsOf(row).map(([term, fact]) => (
              <div key={term} className="contents">
                <dt className="text-ink-muted">{term}</dt>
                <dd className="min-w-0 break-words">{fact}</dd>
              </div>
            ))}
          </dl>
          <Json label="Scope as recorded" value={row.scope} />
          <Json label="Impact seen before" value={row.impact} />
          <Json label="Outcome as recorded" value={row.detail} />
        </DialogContent>
      )}
    </Dialog>
  );
}
