import type { ReactNode } from 'react';
import { Field, Input, Textarea } from '@/components/ui/input';
import type { Faults } from './setting-form';

interface Props {
  name: string;
  label: string;
  note: ReactNode;
  faults: Faults;
}

/** A number or a short text of a section. */
export function SettingInput({
  name,
  label,
  note,
  faults,
  value,
  step,
  type = 'number',
}: Props & { value: string | number; step?: number; type?: 'number' | 'text' }) {
  return (
    <Field id={`setting-${name}`} label={label} note={note} error={faults[name]}>
      <Input
        id={`setting-${name}`}
        name={name}
        type={type}
        step={step}
        defaultValue={value}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={faults[name] !== undefined}
        aria-describedby={`setting-${name}-note`}
        className="max-w-60"
      />
    </Field>
  );
}

/** A list, one per line. */
export function SettingLines({
  name,
  label,
  note,
  faults,
  lines,
}: Props & { lines: readonly string[] }) {
  return (
    <Field id={`setting-${name}`} label={label} note={note} error={faults[name]}>
      <Textarea
        id={`setting-${name}`}
        name={name}
        rows={Math.min(12, Math.max(4, lines.length + 1))}
        defaultValue={lines.join('\n')}
        spellCheck={false}
        aria-invalid={faults[name] !== undefined}
        aria-describedby={`setting-${name}-note`}
        className="font-mono text-[12.5px]"
      />
    </Field>
  );
}
