'use client';

import Link from 'next/link';
import { formatCount, formatPlural } from '@/lib/format';
import { showText } from '@/lib/show-text';
import { typeOfName } from './node-words';
import { useHotKeys, useTagSearch } from './use-suggestions';

const SHOWN = 10;
const SEARCHED_TAGS = 500;

/** The busiest entries of a type: the doors from the type level into the key level. */
export function TypeEntries({ type, onFocus }: { type: string; onFocus: (focus: string) => void }) {
  const hotKeys = useHotKeys();
  const ofType = (hotKeys.data ?? []).filter(({ key }) => typeOfName(key) === type);
  return (
    <Doors
      title="Busiest entries"
      loading={hotKeys.isPending}
      failed={hotKeys.isError}
      empty="No read of this type was sampled in the last hour. Type a key into the search box to open it."
      doors={ofType.slice(0, SHOWN).map(({ key, reads }) => ({
        focus: `key:${key}`,
        name: key,
        note: `${formatCount(reads)} reads/h`,
      }))}
      onFocus={onFocus}
    />
  );
}

/** The largest tags of a family. */
export function FamilyTags({
  family,
  onFocus,
}: {
  family: string;
  onFocus: (focus: string) => void;
}) {
  const page = useTagSearch(family, SEARCHED_TAGS);
  const ofFamily = (page.data?.tags ?? [])
    .filter(({ tag }) => typeOfName(tag) === family)
    .sort((a, b) => b.members - a.members);
  return (
    <>
      <Doors
        title="Largest tags"
        loading={page.isPending}
        failed={page.isError}
        empty="No tag of this family has members now."
        doors={ofFamily.slice(0, SHOWN).map(({ tag, members }) => ({
          focus: `tag:${tag}`,
          name: tag,
          note: formatPlural(members, 'member', 'members'),
        }))}
        onFocus={onFocus}
      />
      <Link
        className="justify-self-start text-[13px] text-accent-strong underline underline-offset-2"
        href={`/tags?search=${encodeURIComponent(family)}`}
      >
        All tags of this family
      </Link>
    </>
  );
}

interface Door {
  focus: string;
  name: string;
  note: string;
}

function Doors({
  title,
  loading,
  failed,
  empty,
  doors,
  onFocus,
}: {
  title: string;
  loading: boolean;
  failed: boolean;
  empty: string;
  doors: readonly Door[];
  onFocus: (focus: string) => void;
}) {
  return (
    <div>
      <h3 className="mb-1 text-xs font-medium text-ink-muted">{title}</h3>
      {doors.length === 0 && (
        <p role="status" className="text-[13px] text-ink-muted">
          {loading ? 'Reading…' : failed ? 'They could not be read; the graph still works.' : empty}
        </p>
      )}
      <ul className="-mx-2 grid">
        {doors.map((door) => (
          <li key={door.focus}>
            <button
              type="button"
              onClick={() => onFocus(door.focus)}
              className="flex min-h-7 w-full min-w-0 items-center gap-2 rounded-md px-2 text-left text-[13px] hover:bg-sunken"
            >
              <bdi
                className="min-w-0 flex-1 truncate font-mono text-[12.5px]"
                title={showText(door.name)}
              >
                {showText(door.name)}
              </bdi>
              <span className="tabular shrink-0 text-xs text-ink-muted">{door.note}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
