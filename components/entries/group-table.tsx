'use client';

import { useMemo } from 'react';
import { type Column, DataTable } from '@/components/shared/data-table';
import { HugeNote } from '@/components/shared/huge-note';
import { StoredText } from '@/components/shared/stored-text';
import type { EntryGroupsView } from '@/lib/contract';
import { formatBytes, formatCount } from '@/lib/format';
import { showText } from '@/lib/show-text';

type Group = EntryGroupsView['groups'][number];

function columnsOf(by: 'type' | 'tag', onOpen: (name: string) => void): readonly Column<Group>[] {
  return [
    {
      id: 'name',
      header: by === 'type' ? 'Type' : 'Tag',
      width: 'minmax(0,2fr)',
      primary: true,
      cell: (group) => (
        <button
          type="button"
          onClick={() => onOpen(group.name)}
          aria-label={`Entries of ${by} ${showText(group.name)}`}
          className="block w-full min-w-0 rounded-sm text-left -outline-offset-2 after:absolute after:inset-0 hover:text-accent-strong"
        >
          <StoredText text={group.name} />
        </button>
      ),
    },
    {
      id: 'count',
      header: 'Entries',
      width: '110px',
      align: 'right',
      cell: (group) => <span className="tabular">{formatCount(group.count)}</span>,
    },
    {
      id: 'stale',
      header: 'Stale',
      width: '110px',
      align: 'right',
      cell: (group) => <span className="tabular">{formatCount(group.stale)}</span>,
    },
    {
      id: 'size',
      header: 'Size',
      width: '110px',
      align: 'right',
      cell: (group) => <span className="tabular">{formatBytes(group.sizeBytes)}</span>,
    },
  ];
}

const nameOf = (group: Group) => group.name;

/** What matches, by type or tag: each opens its entries. An entry counts under each of its tags. */
export function GroupTable({
  by,
  data,
  onOpen,
}: {
  by: 'type' | 'tag';
  data: EntryGroupsView;
  onOpen: (name: string) => void;
}) {
  const columns = useMemo(() => columnsOf(by, onOpen), [by, onOpen]);
  return (
    <>
      <DataTable
        label={by === 'type' ? 'Types' : 'Tags'}
        columns={columns}
        rows={data.groups}
        rowKey={nameOf}
        virtualHeight="min(66dvh, 700px)"
      />
      <div className="flex min-h-11 items-center border-t border-line px-4 py-2">
        <HugeNote
          shown={data.groups.length}
          total={data.total}
          what={by === 'type' ? 'types' : 'tags'}
          one={by}
        >
          The largest ones; search to see others.
        </HugeNote>
      </div>
    </>
  );
}
