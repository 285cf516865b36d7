import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/lib/cn';

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return (
    <input
      className={cn(
        'field h-8 w-full min-w-0 px-2.5 text-[13px] placeholder:text-ink-muted disabled:opacity-55 aria-invalid:border-invalid',
        className,
      )}
      {...props}
    />
  );
}

export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      className={cn(
        'field w-full min-w-0 px-2.5 py-1.5 text-[13px] placeholder:text-ink-muted aria-invalid:border-invalid',
        className,
      )}
      {...props}
    />
  );
}

/** A native select: the right one on every device and with every screen reader. */
export function Select({ className, ...props }: ComponentProps<'select'>) {
  return <select className={cn('field h-8 px-2 text-[13px]', className)} {...props} />;
}

/** Label, control, and help or error below it. The control gets `id` and `aria-describedby={`${id}-note`}`. */
export function Field({
  id,
  label,
  note,
  error,
  children,
}: {
  id: string;
  label: ReactNode;
  note?: ReactNode;
  error?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-[13px] font-medium">
        {label}
      </label>
      {children}
      {(error || note) && (
        <p
          id={`${id}-note`}
          className={cn('text-xs', error ? 'text-invalid' : 'text-ink-muted')}
          {...(error ? { role: 'alert' } : {})}
        >
          {error ?? note}
        </p>
      )}
    </div>
  );
}
