import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/lib/cn';

export function Card({ className, ...props }: ComponentProps<'section'>) {
  return (
    <section
      className={cn('min-w-0 overflow-clip rounded-lg border border-line bg-surface', className)}
      {...props}
    />
  );
}

/** Title line of a card; `id` lets the card be named by it (aria-labelledby). */
export function CardHeader({
  id,
  title,
  note,
  actions,
}: {
  id?: string;
  title: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <div className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2">
      <h2 id={id} className="text-[13px] font-semibold">
        {title}
      </h2>
      {note && <p className="text-xs text-ink-muted">{note}</p>}
      {actions && <div className="ml-auto flex items-center gap-1.5">{actions}</div>}
    </div>
  );
}
