import { cn } from '@/lib/cn';
import { showText } from '@/lib/show-text';
import type { Suggestion } from './suggest';

/** What the search box offers. The box keeps the focus and names the current row. */
export function SuggestionList({
  id,
  options,
  current,
  empty,
  onChoose,
}: {
  id: string;
  options: readonly Suggestion[];
  current: Suggestion | undefined;
  /** Said when there is nothing to offer. */
  empty: string;
  onChoose: (option: Suggestion) => void;
}) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Tags, keys and selectors"
      className="max-h-80 overflow-y-auto p-1"
    >
      {options.map((option, at) => (
        <SuggestionRow
          key={option.id}
          id={`${id}-${at}`}
          option={option}
          active={option === current}
          onChoose={() => onChoose(option)}
        />
      ))}
      {options.length === 0 && (
        <div
          role="option"
          aria-selected={false}
          aria-disabled
          className="px-2 py-2 text-[13px] text-ink-muted"
        >
          {empty}
        </div>
      )}
    </div>
  );
}

const kindWords: Record<Suggestion['kind'], string> = {
  tag: 'tag',
  key: 'key',
  select: 'draw',
  complete: 'add',
};

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
      <span className="w-8 shrink-0 text-xs text-ink-muted">{kindWords[option.kind]}</span>
      <bdi className="min-w-0 flex-1 truncate font-mono text-[12.5px]">{showText(option.name)}</bdi>
      <span className="tabular shrink-0 text-xs text-ink-muted">{option.note}</span>
    </div>
  );
}
