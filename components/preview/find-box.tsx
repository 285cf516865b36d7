'use client';

import { Key, Search, Tag } from 'lucide-react';
import { useId, useState } from 'react';
import { Field, Input } from '@/components/ui/input';
import { formatPlural } from '@/lib/format';
import { showText } from '@/lib/show-text';
import { useFound } from './use-preview';

export interface Pick {
  entity: string;
  id: string;
}

/** `category:shoes` → category shoes; a name without a colon is a thing by itself. */
export function pickOf(name: string): Pick {
  const colon = name.indexOf(':');
  return colon <= 0 || colon === name.length - 1
    ? { entity: name, id: name }
    : { entity: name.slice(0, colon), id: name.slice(colon + 1) };
}

/** Finds what changes by name or id, among everything that is cached. */
export function FindBox({ entity, onPick }: { entity: string; onPick: (pick: Pick) => void }) {
  const id = useId();
  const [text, setText] = useState('');
  const found = useFound(text);
  const keys = found.data?.keys ?? [];
  const tags = (found.data?.tags ?? []).filter(({ tag }) => !keys.includes(tag));
  const searched = text.trim().length >= 2;
  return (
    <div className="grid gap-2">
      <Field
        id={id}
        label="Find by name or id"
        note="Looks through the cached keys and tags. Pick one to add it."
      >
        <div className="relative">
          <Search
            aria-hidden
            className="pointer-events-none absolute top-2 left-2.5 size-4 text-ink-muted"
          />
          <Input
            id={id}
            value={text}
            maxLength={200}
            spellCheck={false}
            autoComplete="off"
            placeholder="shoes, 42, sneakers"
            aria-describedby={`${id}-note`}
            className="pl-8"
            onChange={(event) => setText(event.target.value)}
          />
        </div>
      </Field>
      {searched && found.isError && (
        <p role="alert" className="text-xs text-invalid">
          {showText(found.error.message)} Ids can still be typed.
        </p>
      )}
      {searched && found.data && (
        <ul aria-label="Found" className="grid max-h-52 gap-0.5 overflow-y-auto">
          {keys.map((key) => (
            <FoundRow key={`key ${key}`} name={key} icon={Key} entity={entity} onPick={onPick} />
          ))}
          {tags.map(({ tag, members }) => (
            <FoundRow
              key={`tag ${tag}`}
              name={tag}
              icon={Tag}
              entity={entity}
              note={formatPlural(members, 'entry', 'entries')}
              onPick={onPick}
            />
          ))}
        </ul>
      )}
      {searched && found.data && (
        <p role="status" className="text-xs text-ink-muted">
          {keys.length + tags.length === 0
            ? 'Nothing cached has this in its name. Ids can be typed all the same.'
            : found.data.more
              ? 'There are more: type more of the name.'
              : ''}
        </p>
      )}
    </div>
  );
}

function FoundRow({
  name,
  icon: Icon,
  entity,
  note,
  onPick,
}: {
  name: string;
  icon: typeof Key;
  entity: string;
  note?: string;
  onPick: (pick: Pick) => void;
}) {
  const pick = pickOf(name);
  return (
    <li>
      <button
        type="button"
        onClick={() => onPick(pick)}
        className="flex min-h-8 w-full items-center gap-2 rounded-md px-2 text-left text-[13px] hover:bg-sunken"
      >
        <Icon aria-hidden className="size-4 shrink-0 text-ink-muted" />
        <span className="min-w-0 flex-1 truncate font-mono text-[12.5px]">{showText(name)}</span>
        <span className="shrink-0 text-xs text-ink-muted">
          {note ?? (pick.entity === entity ? 'add' : `as ${showText(pick.entity)}`)}
        </span>
      </button>
    </li>
  );
}
