'use client';

import { X } from 'lucide-react';
import { SearchBox } from '@/components/shared/search-box';
import { Button } from '@/components/ui/button';
import { Select } from '@/components/ui/input';
import { waveCauseKinds } from '@/lib/contract';
import { causeKinds, modeWords } from '@/lib/words';
import { isFiltered, type useWaveFilters } from './use-wave-filters';

const modes = ['hard', 'soft', 'default'] as const;
const matches = [
  { value: 'none', word: 'Matched nothing' },
  { value: 'some', word: 'Matched something' },
] as const;

export function WaveFilterBar({
  filters,
  onChange,
}: {
  filters: ReturnType<typeof useWaveFilters>[0];
  onChange: ReturnType<typeof useWaveFilters>[1];
}) {
  const cleared = { q: null, cause: null, mode: null, match: null };
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <SearchBox
        label="Search waves"
        placeholder="Cause, person, target, id…"
        value={filters.q}
        onChange={(q) => void onChange({ q: q === '' ? null : q })}
      />
      <Select
        aria-label="Cause"
        value={filters.cause ?? ''}
        onChange={({ target }) =>
          void onChange({ cause: waveCauseKinds.find((kind) => kind === target.value) ?? null })
        }
      >
        <option value="">All causes</option>
        {waveCauseKinds.map((kind) => (
          <option key={kind} value={kind}>
            {causeKinds[kind]}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Mode"
        value={filters.mode ?? ''}
        onChange={({ target }) =>
          void onChange({ mode: modes.find((mode) => mode === target.value) ?? null })
        }
      >
        <option value="">All modes</option>
        {modes.map((mode) => (
          <option key={mode} value={mode}>
            {modeWords[mode]}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Match"
        value={filters.match ?? ''}
        onChange={({ target }) =>
          void onChange({
            match: matches.find(({ value }) => value === target.value)?.value ?? null,
          })
        }
      >
        <option value="">Any match</option>
        {matches.map(({ value, word }) => (
          <option key={value} value={value}>
            {word}
          </option>
        ))}
      </Select>
      {isFiltered(filters) && (
        <Button variant="ghost" onClick={() => void onChange(cleared)}>
          <X aria-hidden /> Clear
        </Button>
      )}
    </div>
  );
}
