'use client';

import { FileUp } from 'lucide-react';
import { type ChangeEvent, useId, useState } from 'react';
import { Select } from '@/components/ui/input';
import type { ListReading } from '@/lib/contract';
import { formatCount, formatPlural } from '@/lib/format';
import { showText } from '@/lib/show-text';
import { useReadList } from './use-preview';

/** Larger files hold more than ids: the server would refuse them anyway. */
const maxBytes = 6_000_000;

/** A CSV file with ids: read on the server, its columns to choose from, its faults by line. */
export function ListUpload({ onTake }: { onTake: (ids: string[]) => void }) {
  const id = useId();
  const [file, setFile] = useState<{ name: string; text: string } | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const reading = useReadList();

  function read(text: string, column?: string): void {
    reading.mutate(
      { text, ...(column !== undefined && { column }) },
      { onSuccess: ({ ids }) => ids.length > 0 && onTake(ids) },
    );
  }

  async function choose(event: ChangeEvent<HTMLInputElement>): Promise<void> {
    const chosen = event.target.files?.[0];
    // The same file chosen again, after it was corrected, must be read again.
    event.target.value = '';
    if (!chosen) return;
    reading.reset();
    setFault(null);
    if (chosen.size > maxBytes) {
      setFault(`${chosen.name} is larger than 6 MB: keep the column with the ids.`);
      return;
    }
    const text = await chosen.text();
    setFile({ name: chosen.name, text });
    read(text);
  }

  return (
    <div className="grid gap-2">
      <span className="text-[13px] font-medium" id={`${id}-label`}>
        Or upload a list
      </span>
      <label className="flex min-h-14 cursor-pointer items-center gap-3 rounded-md border border-dashed border-line-strong px-4 py-2 text-[13px] hover:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-accent">
        <FileUp aria-hidden className="size-5 shrink-0 text-ink-muted" />
        <span className="min-w-0 flex-1">
          <span className="font-medium">{file ? showText(file.name) : 'Choose a CSV file'}</span>
          <span className="block text-xs text-ink-muted">
            Up to 10,000 ids; with or without headings; commas, semicolons or tabs.
          </span>
        </span>
        <input
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          className="sr-only"
          aria-labelledby={`${id}-label`}
          onChange={(event) => void choose(event)}
        />
      </label>
      {(fault !== null || reading.isError) && (
        <p role="alert" className="text-xs text-invalid">
          {showText(fault ?? reading.error?.message ?? '')}
        </p>
      )}
      {reading.data && file && (
        <Reading reading={reading.data} onColumn={(column) => read(file.text, column)} />
      )}
    </div>
  );
}

function Reading({
  reading,
  onColumn,
}: {
  reading: ListReading;
  onColumn: (column: string) => void;
}) {
  const id = useId();
  const { ids, duplicates, blank, columns, column, errors, errorCount } = reading;
  const left = [
    duplicates > 0 && `${formatCount(duplicates)} repeated`,
    blank > 0 && `${formatCount(blank)} empty`,
    errorCount > 0 && `${formatCount(errorCount)} not usable`,
  ].filter((part) => part !== false);
  return (
    <div className="grid gap-2 text-[13px]">
      <p role="status">
        {formatPlural(ids.length, 'id', 'ids')} taken
        {left.length > 0 && ` (left out: ${left.join(', ')})`}.
      </p>
      {columns.length > 1 && (
        <label className="flex flex-wrap items-center gap-2" htmlFor={id}>
          Ids are in
          <Select id={id} value={column} onChange={(event) => onColumn(event.target.value)}>
            {columns.map((name) => (
              <option key={name} value={name}>
                {showText(name)}
              </option>
            ))}
          </Select>
        </label>
      )}
      {errors.length > 0 && (
        <ul className="grid gap-1 rounded-md bg-stale-soft px-3 py-2 text-xs">
          {errors.slice(0, 5).map((error) => (
            <li key={`${error.line} ${error.problem}`}>
              Line {formatCount(error.line)}: {showText(error.problem)}. {showText(error.fix)}
            </li>
          ))}
          {errorCount > 5 && <li>… and {formatCount(errorCount - 5)} more lines.</li>}
        </ul>
      )}
    </div>
  );
}
