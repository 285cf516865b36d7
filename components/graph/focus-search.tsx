'use client';

import { Search } from 'lucide-react';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { Input } from '@/components/ui/input';
import { type Draft, readDraft } from './draft';
import { SelectorLine } from './selector-line';
import { SuggestionList } from './suggestion-list';
import type { Suggestion } from './suggest';
import { useSelectionCount } from './use-selection-count';
import { useSuggestions } from './use-suggestions';

/** Finds a tag or key and opens the graph around it, or draws what a selector means. */
export function FocusSearch({
  initial,
  onChoose,
  onSelect,
}: {
  /** The selector that is drawn now; '' for none. */
  initial: string;
  onChoose: (focus: string) => void;
  onSelect: (selector: string) => void;
}) {
  const [typed, setTyped] = useState(initial);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const listId = useId();
  const draft = useMemo(() => readDraft(typed), [typed]);
  const count = useSelectionCount(draft.kind === 'selector' && open ? draft.text : null);
  const { options, loading } = useSuggestions(typed, draft, open);
  const current = options[Math.min(active, options.length - 1)];

  function choose(option: Suggestion) {
    if (option.kind === 'select') {
      setOpen(false);
      onSelect(option.selector);
    } else if (option.kind === 'complete') {
      setTyped(option.text);
      setActive(0);
    } else {
      onChoose(option.focus);
      setTyped('');
      setOpen(false);
    }
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
    <div className="relative w-full max-w-xl min-w-0 flex-1 basis-80">
      <Search
        className="pointer-events-none absolute top-2 left-2.5 size-4 text-ink-muted"
        aria-hidden
      />
      <Input
        type="text"
        role="combobox"
        aria-label="Open the graph around a tag or key, or select a part of it"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={
          open && current ? `${listId}-${options.indexOf(current)}` : undefined
        }
        aria-describedby={`${listId}-line`}
        aria-invalid={draft.kind === 'fault'}
        autoComplete="off"
        spellCheck={false}
        placeholder="product:42, tag:category:shoes+, state:stale,type:page"
        title="Find a tag or key, or select: tag:category:shoes+ (downstream), 2+page:home (two steps up), state:stale, type:product; a blank joins, a comma narrows"
        className="pl-8 font-mono text-[12.5px] placeholder:font-sans"
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
        hidden={!open}
        className="absolute inset-x-0 top-9 z-30 overflow-hidden rounded-lg border border-line bg-raised shadow-pop"
      >
        <SelectorLine id={`${listId}-line`} typed={typed} draft={draft} count={count} />
        <SuggestionList
          id={listId}
          options={options}
          current={current}
          empty={emptyWords(draft, loading)}
          onChoose={choose}
        />
      </div>
    </div>
  );
}

function emptyWords(draft: Draft, loading: boolean): string {
  if (loading) return 'Searching…';
  return draft.kind === 'fault'
    ? 'Nothing to draw before this is mended.'
    : 'Nothing is cached yet. Type a tag, a key or a selector.';
}
