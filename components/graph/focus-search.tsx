'use client';

import { Search } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { Input } from '@/components/ui/input';
import { cn } from '@/lib/cn';
import { showText } from '@/lib/show-text';
import type { Suggestion } from './suggest';
import { useSuggestions } from './use-suggestions';

/** Finds a tag or key and opens the graph around it. */
export function FocusSearch({ onChoose }: { onChoose: (focus: string) => void }) {
  const [typed, setTyped] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const listId = useId();
  const { options, loading } = useSuggestions(typed, open);
  const current = options[Math.min(active, options.length - 1)];

  function choose(option: Suggestion) {
    onChoose(option.focus);
    setTyped('');
    setOpen(false);
  }
  function onKeyDown(event: KeyboardEvent) {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (move !== undefined && options.length > 0) {
      event.preventDefault();
      setOpen(true);
      setActive(
        (at) => (Math.min(at, options.length - 1) + move + options.length) % options.length,
      );
    } else if (event.key === 'Enter' && current !== undefined) {
      event.preventDefault();
      choose(current);
    } else if (event.key === 'Escape') {
      setOpen(false);
    }
  }

  return (
    <div className="relative w-full max-w-sm min-w-0 flex-1 basis-60">
      <Search
        className="pointer-events-none absolute top-2 left-2.5 size-4 text-ink-muted"
        aria-hidden
      />
      <Input
        type="text"
        role="combobox"
        aria-label="Open the graph around a tag or key"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && current ? `${listId}-${current.focus}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder="tag:category:shoes or key:product:42"
        className="pl-8"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKeyDown}
      />
      <div
        id={listId}
        role="listbox"
        aria-label="Tags and keys"
        hidden={!open}
        className="absolute inset-x-0 top-9 z-30 max-h-80 overflow-y-auto rounded-lg border border-line bg-raised p-1 shadow-pop"
      >
        {options.map((option) => (
          <SuggestionRow
            key={option.focus}
            id={`${listId}-${option.focus}`}
            option={option}
            active={option === current}
            onChoose={() => choose(option)}
          />
        ))}
        {options.length === 0 && (
          <div
            role="option"
            aria-selected={false}
            aria-disabled
            className="px-2 py-2 text-[13px] text-ink-muted"
          >
            {loading ? 'Searching…' : 'Nothing is cached yet. Type a tag or a key.'}
          </div>
        )}
      </div>
    </div>
  );
}

function SuggestionRow({
  id,
  option,
  active,
  onChoose,
}: {
  id: string;
  option: Suggestion;
  active: boolean;
  onChoose: () => void;
}) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={active}
      // Before blur, which closes the list.
      onPointerDown={(event) => {
        event.preventDefault();
        onChoose();
      }}
      className={cn(
        'flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 text-[13px] hover:bg-sunken',
        active && 'bg-sunken',
      )}
    >
      <span className="w-7 shrink-0 text-xs text-ink-muted">{option.kind}</span>
      <bdi className="min-w-0 flex-1 truncate font-mono text-[12.5px]">{showText(option.name)}</bdi>
      <span className="tabular shrink-0 text-xs text-ink-muted">{option.note}</span>
    </div>
  );
}
