import type { ReactNode } from 'react';

/** A checkbox with its label, large enough to hit. */
export function CheckField({
  name,
  checked,
  onChange,
  disabled,
  children,
}: {
  name?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  children: ReactNode;
}) {
  return (
    <label className="flex min-h-8 items-center gap-2 text-[13px]">
      <input
        type="checkbox"
        name={name}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 shrink-0 accent-(--accent)"
      />
      {children}
    </label>
  );
}
