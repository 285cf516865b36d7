import type { ReactNode } from 'react';

/** Terms and what is known of each, in two columns. */
export function FactList({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-2 text-[13px]">
      {facts.map(([term, fact]) => (
        <div key={term} className="contents">
          <dt className="text-ink-muted">{term}</dt>
          <dd className="tabular min-w-0 break-words">{fact}</dd>
        </div>
      ))}
    </dl>
  );
}
