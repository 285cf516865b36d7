'use client';

import { X } from 'lucide-react';
import { SearchBox } from '@/components/shared/search-box';
import { states } from '@/components/shared/states';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/input';
import { Segmented } from '@/components/ui/segmented';
import { formatCount } from '@/lib/format';
import { showText } from '@/lib/show-text';
import { entryStates, type EntryView, type SetEntryView } from './entry-query';
import { useEntryGroups } from './use-entries';

const groupings = [
  { value: 'none', label: 'Entries' },
  { value: 'type', label: 'By type' },
  { value: 'tag', label: 'By tag' },
] as const;

/** Every condition of the table; all of them live in the address. */
export function EntryFilters({ view, setView }: { view: EntryView; setView: SetEntryView }) {
  const types = useEntryGroups({ ...view, type: '' }, 'type');
  const known = types.data?.groups ?? [];
  const isKnown = view.type === '' || known.some((group) => group.name === view.type);
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchBox
        label="Search keys"
        placeholder="Part of a key"
        value={view.q}
        onChange={(q) => void setView({ q: q === '' ? null : q })}
      />
      <Select
        aria-label="Type"
        value={view.type}
        className="max-w-48"
        onChange={(event) => void setView({ type: event.target.value || null })}
      >
        <option value="">All types</option>
        {!isKnown && <option value={view.type}>{showText(view.type)}</option>}
        {known.map((group) => (
          <option key={group.name} value={group.name}>
            {showText(group.name)} ({formatCount(group.count)})
          </option>
        ))}
      </Select>
      <Select
        aria-label="State"
        value={view.state ?? ''}
        onChange={(event) => {
          const state = entryStates.find((one) => one === event.target.value);
          void setView({ state: state ?? null });
        }}
      >
        <option value="">All states</option>
        {entryStates.map((state) => (
          <option key={state} value={state}>
            {states[state].word}
          </option>
        ))}
      </Select>
      {view.tag !== '' && (
        <Chip what="tag" name={view.tag} onRemove={() => void setView({ tag: null })} />
      )}
      {view.prefix !== '' && (
        <Chip
          what="starts with"
          name={view.prefix}
          onRemove={() => void setView({ prefix: null })}
        />
      )}
      <Segmented
        className="ml-auto"
        label="Group"
        value={view.group ?? 'none'}
        options={groupings}
        onChange={(group) => void setView({ group: group === 'none' ? null : group })}
      />
    </div>
  );
}

function Chip({ what, name, onRemove }: { what: string; name: string; onRemove: () => void }) {
  return (
    <span className="inline-flex h-8 max-w-full items-center gap-1.5 rounded-md bg-accent-soft pl-2.5 text-[13px]">
      <span className="text-ink-muted">{what}</span>
      <bdi className="max-w-60 truncate font-mono text-xs">{showText(name)}</bdi>
      <Button
        size="iconSm"
        variant="ghost"
        aria-label={`Remove the condition ${what} ${showText(name)}`}
        onClick={onRemove}
      >
        <X aria-hidden />
      </Button>
    </span>
  );
}
