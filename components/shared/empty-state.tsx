import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** Nothing to show: why, and the next step. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
}: {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div data-slot="empty" className="grid place-items-center px-6 py-14 text-center">
      <span className="mb-3 grid size-10 place-items-center rounded-lg border border-line bg-sunken text-ink-muted">
        <Icon className="size-5" aria-hidden />
      </span>
      <p className="text-sm font-medium">{title}</p>
      {children && <div className="mt-1 max-w-md text-[13px] text-ink-muted">{children}</div>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  );
}
