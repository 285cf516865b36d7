'use client';

import { useId } from 'react';
import { Input, Textarea } from '@/components/ui/input';
import { Segmented } from '@/components/ui/segmented';
import { formatPlural } from '@/lib/format';
import type { ParsedTargets, TargetKind } from './purge-targets';

const kinds: readonly { value: TargetKind; label: string }[] = [
  { value: 'tags', label: 'Tags' },
  { value: 'keys', label: 'Keys' },
  { value: 'prefix', label: 'Key prefix' },
  { value: 'list', label: 'Pasted list' },
];
const notes: Record<TargetKind, string> = {
  tags: 'One tag a line. Everything that carries it, and all that hangs on that.',
  keys: 'One key a line, and all that hangs on them.',
  prefix: 'Every cached key that begins with this text, taken literally.',
  list: 'One a line: tag:…, key:… or prefix:…; a bare line is a key. Up to 10,000.',
};
const examples: Record<TargetKind, string> = {
  tags: 'category:shoes',
  keys: 'product:42\nproduct:43',
  prefix: 'listing:',
  list: 'tag:category:shoes\nkey:product:42',
};

/** What to purge: tags, keys, a prefix, or a list that somebody pasted. */
export function WhatField({
  kind,
  text,
  parsed,
  onKind,
  onText,
}: {
  kind: TargetKind;
  text: string;
  parsed: ParsedTargets | null;
  onKind: (kind: TargetKind) => void;
  onText: (text: string) => void;
}) {
  const id = useId();
  const error = parsed !== null && 'error' in parsed ? parsed : null;
  const shared = {
    id,
    value: text,
    placeholder: examples[kind],
    spellCheck: false,
    autoComplete: 'off',
    'aria-invalid': error !== null,
    'aria-describedby': `${id}-note`,
    className: 'font-mono',
  };
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <label htmlFor={id} className="text-[13px] font-medium">
          What
        </label>
        <Segmented label="Kind of target" value={kind} options={kinds} onChange={onKind} />
      </div>
      {kind === 'prefix' ? (
        <Input {...shared} onChange={(event) => onText(event.target.value)} />
      ) : (
        <Textarea {...shared} rows={6} onChange={(event) => onText(event.target.value)} />
      )}
      <p
        id={`${id}-note`}
        role={error ? 'alert' : undefined}
        className={error ? 'text-xs text-invalid' : 'text-xs text-ink-muted'}
      >
        {error
          ? `${error.line === null ? '' : `Line ${error.line}: `}${error.error}`
          : `${notes[kind]}${told(parsed)}`}
      </p>
    </div>
  );
}

function told(parsed: ParsedTargets | null): string {
  if (parsed === null || 'error' in parsed) return '';
  const doubles =
    parsed.duplicates > 0
      ? `, ${formatPlural(parsed.duplicates, 'double', 'doubles')} left out`
      : '';
  return ` ${formatPlural(parsed.count, 'target', 'targets')}${doubles}.`;
}
