import type { ReactNode } from 'react';
import { LogoMark } from '@/components/shared/logo';

/** The one card of a page for somebody who is not signed in. */
export function AuthCard({
  title,
  description,
  children,
}: {
  title: string;
  description: ReactNode;
  children: ReactNode;
}) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-[360px]">
        <div className="mb-6 flex items-center gap-2.5">
          <LogoMark className="size-8" />
          <span className="text-lg font-semibold tracking-tight">Freshet</span>
        </div>
        <div className="rounded-lg border border-line bg-surface p-6">
          <h1 className="text-lg leading-6 font-semibold tracking-tight">{title}</h1>
          <p className="mt-1 mb-5 text-[13px] text-ink-muted">{description}</p>
          {children}
        </div>
        <p className="mt-4 text-xs text-ink-muted">One change, one wave, nothing stale.</p>
      </div>
    </main>
  );
}

export function FormProblem({ text }: { text: string | null }) {
  if (text === null) return null;
  return (
    <p role="alert" className="rounded-md bg-invalid-soft px-3 py-2 text-[13px] text-invalid">
      {text}
    </p>
  );
}
