'use client';

import { useId } from 'react';
import { type Column, DataTable } from '@/components/shared/data-table';
import { GuardList } from '@/components/shared/guard-list';
import { HugeNote } from '@/components/shared/huge-note';
import { RowLink } from '@/components/shared/row-link';
import { StoredText } from '@/components/shared/stored-text';
import { Card, CardHeader } from '@/components/ui/card';
import { formatCount } from '@/lib/format';
import type { LevelView } from './levels';

type Touched = LevelView['touched'][number];

const columns: readonly Column<Touched>[] = [
  {
    id: 'key',
    header: 'Entry',
    width: 'minmax(0,1.4fr)',
    primary: true,
    cell: (entry) => (
      <RowLink href={`/graph?focus=${encodeURIComponent(`key:${entry.key}`)}`}>
        <StoredText text={entry.key} />
      </RowLink>
    ),
  },
  {
    id: 'via',
    header: 'Reached through',
    wide: true,
    cell: (entry) =>
      entry.via === null ? (
        <span className="text-ink-muted">is a target</span>
      ) : (
        <GuardList guards={[entry.via]} />
      ),
  },
];

/** One level of a wave: its entries, and through what each was reached. */
export function LevelCard({ level }: { level: LevelView }) {
  const id = useId();
  const large = level.touched.length > 12;
  return (
    <Card aria-labelledby={id}>
      <CardHeader
        id={id}
        title={`Level ${level.depth}`}
        note={level.when === '' ? level.meaning : `${level.meaning} · ${level.when}`}
        actions={
          <HugeNote shown={level.touched.length} total={level.count} what="entries" one="entry">
            The journal keeps a part of a large wave.
          </HugeNote>
        }
      />
      {level.touched.length === 0 ? (
        <p className="px-4 py-4 text-[13px] text-ink-muted">
          {formatCount(level.count)} invalidated; none of them is among those the journal kept.
        </p>
      ) : (
        <DataTable
          label={`Entries of level ${level.depth}`}
          columns={columns}
          rows={level.touched}
          rowKey={(entry) => entry.key}
          {...(large ? { virtualHeight: '420px' } : {})}
        />
      )}
    </Card>
  );
}
