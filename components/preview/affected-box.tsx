'use client';

import { CircleCheck, CircleHelp, CircleX, Search } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { StoredText } from '@/components/shared/stored-text';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { Input } from '@/components/ui/input';
import type { AffectedEntry, AffectedView } from '@/lib/contract';
import { formatPlural } from '@/lib/format';
import { describeReason } from '@/lib/reason-words';
import { showText } from '@/lib/show-text';
import { useAffected } from './use-preview';

/** "Is this page affected?": its key, or its address as a visitor sees it. */
export function AffectedBox({
  id,
  page,
  onPage,
}: {
  id: string;
  page: string;
  onPage: (page: string) => void;
}) {
  const headingId = useId();
  const [text, setText] = useState(page);
  const answer = useAffected(id, page);

  function submit(event: FormEvent) {
    event.preventDefault();
    onPage(text.trim());
  }

  return (
    <Card aria-labelledby={headingId}>
      <CardHeader id={headingId} title="Is this page affected?" />
      <div className="grid gap-3 p-4">
        <form onSubmit={submit} role="search" className="flex gap-2">
          <Input
            aria-label="Key or address of a page"
            placeholder="listing:shoes:1 or https://…/c/shoes"
            value={text}
            maxLength={2000}
            spellCheck={false}
            onChange={(event) => setText(event.target.value)}
          />
          <Button type="submit">
            <Search aria-hidden /> Check
          </Button>
        </form>
        <div aria-live="polite" className="grid gap-2 text-[13px]">
          {page !== '' && answer.isPending && <p className="text-ink-muted">Looking…</p>}
          {answer.isError && <p className="text-invalid">{showText(answer.error.message)}</p>}
          {page !== '' && answer.data && <Answer view={answer.data} />}
        </div>
      </div>
    </Card>
  );
}

function Answer({ view }: { view: AffectedView }) {
  if (view.entries.length === 0)
    return (
      <p>
        Not now: nothing is cached under a name like <StoredText text={view.page} wrap />. It is
        loaded fresh when it is next read.
      </p>
    );
  return (
    <>
      {!view.exact && (
        <p className="text-xs text-ink-muted">
          Cached entries whose name holds what the address holds; which of them the page is made of,
          the shop knows.
        </p>
      )}
      <ul className="grid gap-2">
        {view.entries.map((entry) => (
          <Verdict key={entry.key} entry={entry} />
        ))}
      </ul>
    </>
  );
}

function verdictOf(entry: AffectedEntry): { icon: typeof CircleX; tone: string; words: string } {
  switch (entry.why) {
    case 'target':
    case 'depends': {
      const reason = describeReason({ path: entry.path, kind: null });
      return { icon: CircleX, tone: 'text-invalid', words: `Yes: it ${reason}.` };
    }
    case 'independent':
      return {
        icon: CircleCheck,
        tone: 'text-fresh',
        words: `No: it depends on ${formatPlural(entry.dependsOn, 'other thing', 'other things')}, and none of them changes.`,
      };
    case 'unlinked':
      return {
        icon: CircleHelp,
        tone: 'text-stale',
        words:
          'Not known: it records neither tags nor dependencies, so a refresh will not reach it.',
      };
    case 'not-cached':
      return {
        icon: CircleCheck,
        tone: 'text-ink-muted',
        words: 'No: it is not cached now, and is loaded fresh when it is next read.',
      };
  }
}

function Verdict({ entry }: { entry: AffectedEntry }) {
  const { icon: Icon, tone, words } = verdictOf(entry);
  return (
    <li className="flex gap-2">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${tone}`} />
      <span className="min-w-0">
        <StoredText text={entry.key} />
        <bdi className="text-ink-muted">{words}</bdi>
      </span>
    </li>
  );
}
