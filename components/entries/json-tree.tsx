'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/lib/format';
import { showText } from '@/lib/show-text';

/** Children drawn at first, and by each "more". */
const PAGE = 100;
/** Levels open at first. */
const OPEN_DEPTH = 2;
const TEXT_SHOWN = 2_000;

/** A stored value as a tree that opens; text from outside is only ever text. */
export function JsonTree({ value }: { value: unknown }) {
  return (
    <div className="overflow-x-auto font-mono text-xs leading-6">
      <Node name={null} value={value} depth={0} />
    </div>
  );
}

function Node({ name, value, depth }: { name: string | null; value: unknown; depth: number }) {
  const label = name !== null && (
    <>
      <span className="text-accent-strong">{showText(name)}</span>
      <span className="text-ink-muted">: </span>
    </>
  );
  if (typeof value !== 'object' || value === null)
    return (
      <div className="break-all">
        {label}
        <Leaf value={value} />
      </div>
    );
  const items = Object.entries(value);
  const isList = Array.isArray(value);
  const size = `${isList ? '[' : '{'} ${formatCount(items.length)} ${isList ? ']' : '}'}`;
  if (items.length === 0)
    return (
      <div>
        {label}
        <span className="text-ink-muted">{isList ? '[]' : '{}'}</span>
      </div>
    );
  return (
    <details open={depth < OPEN_DEPTH}>
      <summary className="cursor-pointer rounded-sm">
        {label}
        <span className="text-ink-muted">{size}</span>
      </summary>
      <Children items={items} depth={depth} />
    </details>
  );
}

function Children({ items, depth }: { items: readonly [string, unknown][]; depth: number }) {
  const [shown, setShown] = useState(PAGE);
  return (
    <div className="ml-1.5 border-l border-line pl-3.5">
      {items.slice(0, shown).map(([name, value]) => (
        <Node key={name} name={name} value={value} depth={depth + 1} />
      ))}
      {items.length > shown && (
        <Button size="sm" variant="ghost" onClick={() => setShown(shown + PAGE)}>
          {formatCount(items.length - shown)} more
        </Button>
      )}
    </div>
  );
}

function Leaf({ value }: { value: unknown }) {
  if (typeof value !== 'string')
    return <span className="text-loading">{JSON.stringify(value) ?? 'undefined'}</span>;
  const text = showText(value.slice(0, TEXT_SHOWN));
  return (
    <bdi>
      “{text}”
      {value.length > TEXT_SHOWN && (
        <span className="text-ink-muted"> … {formatCount(value.length)} characters</span>
      )}
    </bdi>
  );
}
