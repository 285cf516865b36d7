'use client';

import { useId } from 'react';
import { DataTable } from '@/components/shared/data-table';
import { HugeNote } from '@/components/shared/huge-note';
import { Card, CardHeader } from '@/components/ui/card';
import type { ExplanationView } from '@/lib/contract';
import {
  type Downstream,
  downstreamColumns,
  type Upstream,
  upstreamColumns,
} from './neighbour-columns';

const many = 12;
const height = (rows: number) => (rows > many ? { virtualHeight: '420px' } : {});
const guardOf = (row: Upstream) => row.guard;
const keyOf = (row: Downstream) => row.key;

/** What it was made of. */
export function UpstreamCard({ told }: { told: ExplanationView }) {
  const id = useId();
  return (
    <Card aria-labelledby={id}>
      <CardHeader
        id={id}
        title="Depends on"
        note={told.loadedAt === null ? 'as far as the index still knows' : 'tags and entries'}
      />
      {told.upstream.length === 0 ? (
        <p className="p-4 text-[13px] text-ink-muted">
          {told.loadedAt === null
            ? 'Nothing is known: it is not cached.'
            : 'No tag and no dependency: only its own key or a prefix can invalidate it.'}
        </p>
      ) : (
        <DataTable
          label="Depends on"
          columns={upstreamColumns}
          rows={told.upstream}
          rowKey={guardOf}
          {...height(told.upstream.length)}
        />
      )}
    </Card>
  );
}

/** Who hangs on it. */
export function DownstreamCard({ told }: { told: ExplanationView }) {
  const id = useId();
  const { sample, total } = told.downstream;
  return (
    <Card aria-labelledby={id}>
      <CardHeader
        id={id}
        title="Hang on it"
        actions={
          <HugeNote shown={sample.length} total={total} what="entries" one="entry">
            The graph shows all of them.
          </HugeNote>
        }
      />
      {sample.length === 0 ? (
        <p className="p-4 text-[13px] text-ink-muted">
          No entry was made of this one: a wave over it ends here.
        </p>
      ) : (
        <DataTable
          label="Hang on it"
          columns={downstreamColumns}
          rows={sample}
          rowKey={keyOf}
          {...height(sample.length)}
        />
      )}
    </Card>
  );
}
