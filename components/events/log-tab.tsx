'use client';

import { Zap } from 'lucide-react';
import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useCallback } from 'react';
import { EmptyState } from '@/components/shared/empty-state';
import { SearchBox } from '@/components/shared/search-box';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/input';
import { showText } from '@/lib/show-text';
import { EventList } from './event-list';
import { eventStates, stateWords } from './event-words';
import { ReplayRangeButton } from './replay-range';
import { useSources } from './use-events';

const params = {
  q: parseAsString.withDefault(''),
  source: parseAsString.withDefault(''),
  state: parseAsStringLiteral(['', ...eventStates] as const).withDefault(''),
  nothing: parseAsBoolean.withDefault(false),
};

/** Every event that came in, with filters that live in the address. */
export function LogTab() {
  const [view, setView] = useQueryStates(params);
  const { data } = useSources();
  const names = (data?.sources ?? []).map(({ source }) => source);
  const search = useCallback((q: string) => void setView({ q: q || null }), [setView]);
  const filtered = view.q !== '' || view.source !== '' || view.state !== '' || view.nothing;
  const known = view.source === '' || names.includes(view.source);
  return (
    <EventList
      label="Log of events"
      filters={{
        search: view.q.trim(),
        source: view.source,
        state: view.state,
        nothing: view.nothing ? 'yes' : undefined,
      }}
      toolbar={
        <div className="mb-3 flex flex-wrap items-center gap-2">
          <SearchBox
            label="Search the log of events"
            placeholder="Entity, id, type, wave…"
            value={view.q}
            onChange={search}
          />
          <Select
            aria-label="Source"
            value={view.source}
            onChange={(event) => void setView({ source: event.target.value || null })}
          >
            <option value="">All sources</option>
            {(known ? names : [view.source, ...names]).map((name) => (
              <option key={name} value={name}>
                {showText(name)}
              </option>
            ))}
          </Select>
          <Select
            aria-label="State"
            value={view.state}
            onChange={(event) => void setView({ state: params.state.parse(event.target.value) })}
          >
            <option value="">All states</option>
            {eventStates.map((state) => (
              <option key={state} value={state}>
                {stateWords[state].word}
              </option>
            ))}
          </Select>
          <label className="flex min-h-8 items-center gap-1.5 text-[13px]">
            <input
              type="checkbox"
              checked={view.nothing}
              onChange={(event) => void setView({ nothing: event.target.checked || null })}
              className="size-4 accent-(--accent)"
            />
            Matched nothing
          </label>
          <ReplayRangeButton source={view.source} />
        </div>
      }
      empty={<NoEvents filtered={filtered} onClear={() => void setView(null)} />}
    />
  );
}

function NoEvents({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  return (
    <EmptyState
      icon={Zap}
      title={filtered ? 'No event fits' : 'No event yet'}
      action={filtered && <Button onClick={onClear}>Clear the filters</Button>}
    >
      {filtered ? (
        'Widen the search or choose another source or state.'
      ) : (
        <>
          Post one to <code className="font-mono">/api/v1/events</code> with a token that has the
          scope events:write, or let a service call{' '}
          <code className="font-mono">handleDataChange</code>.
        </>
      )}
    </EmptyState>
  );
}
