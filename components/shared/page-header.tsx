import type { ReactNode } from 'react';

/** Title, one line of what the page answers, and the page's actions on the right. */
export function PageHeader({
  title,
  description,
  actions,
  above,
}: {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** A breadcrumb or back link. */
  above?: ReactNode;
}) {
  return (
    <header className="mb-5 flex flex-wrap items-end gap-x-4 gap-y-3">
      <div className="min-w-0 flex-1 basis-64">
        {above && <div className="mb-1 text-xs text-ink-muted">{above}</div>}
        <h1 className="text-xl leading-7 font-semibold tracking-tight break-words">{title}</h1>
        {description && <p className="mt-0.5 text-[13px] text-ink-muted">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
