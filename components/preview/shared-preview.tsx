import { CircleCheck, CircleHelp, Lock, TriangleAlert } from 'lucide-react';
import { LogoMark } from '@/components/shared/logo';
import { Card } from '@/components/ui/card';
import type { PreviewDrift, PreviewView } from '@/lib/contract';
import { describeDrift, describePreview } from '@/lib/preview-words';
import { BusiestList } from './busiest-list';
import { LoadCard } from './load-card';
import { LocalTime } from './local-time-text';
import { TypesCard } from './types-card';

/** One stored preview for somebody without an account: read-only, and honest about its age. */
export function SharedPreview({
  preview,
  drift,
  expiresAt,
}: {
  preview: PreviewView;
  drift: PreviewDrift | null;
  expiresAt: string;
}) {
  const { impact } = preview;
  return (
    <main className="mx-auto grid max-w-6xl gap-4 px-4 py-8">
      <header className="flex flex-wrap items-center gap-3">
        <LogoMark />
        <h1 className="text-xl font-semibold tracking-tight">Shared preview</h1>
        <p className="flex items-center gap-1.5 text-xs text-ink-muted">
          <Lock aria-hidden className="size-3.5" /> Read-only; this link works until{' '}
          <LocalTime at={expiresAt} />
        </p>
      </header>
      <Card aria-label="Result" className="grid gap-3 p-5">
        <p className="max-w-4xl text-lg leading-7 text-pretty">{describePreview(preview)}</p>
        <p className="text-xs text-ink-muted">
          Computed on <LocalTime at={preview.createdAt} />.
        </p>
        <DriftLine drift={drift} />
      </Card>
      {impact.total > 0 && (
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <TypesCard impact={impact} view="bars" />
          <LoadCard impact={impact} />
          <div className="lg:col-span-2">
            <BusiestList impact={impact} />
          </div>
        </div>
      )}
    </main>
  );
}

function DriftLine({ drift }: { drift: PreviewDrift | null }) {
  if (drift === null)
    return (
      <p className="flex items-center gap-2 text-[13px] text-ink-muted">
        <CircleHelp aria-hidden className="size-4 shrink-0" /> Whether it still holds cannot be
        checked right now.
      </p>
    );
  if (!drift.drifted)
    return (
      <p className="flex items-center gap-2 text-[13px] text-ink-muted">
        <CircleCheck aria-hidden className="size-4 shrink-0 text-fresh" />
        {describeDrift(drift)}
      </p>
    );
  return (
    <p
      role="status"
      className="flex items-center gap-2 rounded-md bg-stale-soft px-3 py-2 text-[13px]"
    >
      <TriangleAlert aria-hidden className="size-4 shrink-0 text-stale" />
      {describeDrift(drift)} Ask for a new preview before you decide.
    </p>
  );
}
