'use client';

import { Search, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Input } from '@/components/ui/input';
import { useDebounced } from './use-debounced';

/** A search field that tells its value once typing pauses; the value itself lives in the address. */
export function SearchBox({
  label,
  placeholder,
  value,
  onChange,
}: {
  label: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const [text, setText] = useState(value);
  const settled = useDebounced(text, 250);
  // The address changed by itself (back button, a link): show that.
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (settled !== value && settled === text) onChange(settled);
  }, [settled, value, text, onChange]);
  return (
    <div role="search" className="relative w-full sm:w-72">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-2 left-2.5 size-4 text-ink-muted"
      />
      <Input
        type="text"
        aria-label={label}
        placeholder={placeholder}
        value={text}
        maxLength={200}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
        className="px-8"
      />
      {text !== '' && (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => {
            setText('');
            onChange('');
          }}
          className="absolute top-1 right-1 grid size-6 place-items-center rounded-sm text-ink-muted hover:text-ink"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </div>
  );
}
