'use client';

import { useId } from 'react';
import { type Column, DataTable } from '@/components/shared/data-table';
import { HugeNote } from '@/components/shared/huge-note';
import { RowLink } from '@/components/shared/row-link';
import { StoredText } from '@/components/shared/stored-text';
import { Card, CardHeader } from '@/components/ui/card';
import type { WarmingView } from '@/lib/contract';
import { formatPlural } from '@/lib/format';
import { entryHref } from '@/lib/guard';
import { showText } from '@/lib/show-text';

type Registered = WarmingView['registered'][number];

const columns: readonly Column<Registered>[] = [
  {
    id: 'key',
    header: 'Key',
    width: 'minmax(0,2fr)',
    primary: true,
    sortValue: (row) => row.key,
    cell: (row) => (
      <RowLink href={entryHref(row.key)}>
        <StoredText text={row.key} />
      </RowLink>
    ),
  },
  { id: 'loader', header: 'Loader', cell: (row) => <StoredText text={row.loader} /> },
  { id: 'type', header: 'Entity', cell: (row) => showText(row.entityType) },
];
const keyOf = (row: Registered) => row.key;

/** What some live process can load. */
export function LoadersCard({ loaders }: { loaders: readonly string[] }) {
  const id = useId();
  return (
    <Card aria-labelledby={id}>
      <CardHeader
        id={id}
        title="Loaders"
        note={formatPlural(loaders.length, 'key pattern', 'key patterns')}
      />
      {loaders.length === 0 ? (
        <p className="p-4 text-[13px] text-ink-muted">
          No live process has said that it can load anything: warm jobs would wait. Start a service
          that defines families.
        </p>
      ) : (
        <ul className="flex flex-wrap gap-1.5 p-4">
          {loaders.map((pattern) => (
            <li key={pattern} className="rounded-sm bg-sunken px-1.5 py-0.5">
              <StoredText text={pattern} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Keys that are loaded again after every wave that reaches them. */
export function RegisteredCard({ warming }: { warming: WarmingView }) {
  const id = useId();
  const { registered, registeredTotal } = warming;
  return (
    <Card aria-labelledby={id}>
      <CardHeader
        id={id}
        title="Registered for warming"
        actions={
          <HugeNote shown={registered.length} total={registeredTotal} what="keys" one="key">
            The first by name.
          </HugeNote>
        }
      />
      {registered.length === 0 ? (
        <p className="p-4 text-[13px] text-ink-muted">
          No key is registered; families with <code className="font-mono">warm: 'hot'</code> are
          warmed all the same.
        </p>
      ) : (
        <DataTable
          label="Registered for warming"
          columns={columns}
          rows={registered}
          rowKey={keyOf}
          {...(registered.length > 10 ? { virtualHeight: '360px' } : {})}
        />
      )}
    </Card>
  );
}
