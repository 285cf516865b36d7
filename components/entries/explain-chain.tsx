import { ArrowDown, Box, Tag, Zap } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Age } from '@/components/shared/age';
import type { ExplanationView } from '@/lib/contract';
import { formatInstant } from '@/lib/format';
import { entryHref, parseGuard } from '@/lib/guard';
import { showText } from '@/lib/show-text';
import { describeCause } from '@/lib/words';
import { edgeWords } from './reason-words';

type Step = ExplanationView['chain'][number];

/** Cause, rule, and every step from the wave's root down to the entry. */
export function ExplainChain({ told }: { told: ExplanationView }) {
  const { wave, rule, chain } = told;
  if (wave === null && chain.length === 0) return null;
  return (
    <ol aria-label="How it came about" className="grid gap-1.5 text-[13px]">
      {wave && (
        <Row icon={<Zap aria-hidden />}>
          <bdi>{describeCause(wave.cause)}</bdi>{' '}
          <span className="text-ink-muted">
            <Age at={wave.at} className="tabular" /> ({formatInstant(wave.at)}),{' '}
            <Link className="underline underline-offset-2" href={`/waves/${wave.id}`}>
              see the wave
            </Link>
          </span>
          {rule && <span className="block text-xs text-ink-muted">Rule: {showText(rule)}</span>}
        </Row>
      )}
      {chain.map((step, i) => (
        <ChainStep key={step.guard} step={step} isLast={i === chain.length - 1} />
      ))}
    </ol>
  );
}

function ChainStep({ step, isLast }: { step: Step; isLast: boolean }) {
  const guard = parseGuard(step.guard);
  const name = showText(guard?.name ?? step.guard);
  const Icon = guard?.kind === 'tag' ? Tag : Box;
  const href =
    guard?.kind === 'tag'
      ? `/tags/${encodeURIComponent(guard.name)}`
      : entryHref(guard?.name ?? '');
  return (
    <Row icon={<Icon aria-hidden />} edge={step.edge === null ? null : edgeWords[step.edge]}>
      <span className="text-ink-muted">{guard?.kind ?? 'guard'} </span>
      {isLast ? (
        <bdi className="font-mono text-[12.5px] font-medium break-all">{name}</bdi>
      ) : (
        <Link
          href={href}
          className="font-mono text-[12.5px] break-all underline underline-offset-2"
        >
          <bdi>{name}</bdi>
        </Link>
      )}
      {isLast && <span className="text-ink-muted"> (this entry)</span>}
    </Row>
  );
}

function Row({
  icon,
  edge = null,
  children,
}: {
  icon: ReactNode;
  edge?: string | null;
  children: ReactNode;
}) {
  return (
    <li>
      {edge !== null && (
        <span className="flex items-center gap-2 pb-1.5 pl-0.5 text-xs text-ink-muted">
          <ArrowDown className="size-3.5" aria-hidden />
          the next one {edge}
        </span>
      )}
      <span className="flex gap-2.5">
        <span className="mt-0.5 shrink-0 text-ink-muted [&>svg]:size-4">{icon}</span>
        <span className="min-w-0">{children}</span>
      </span>
    </li>
  );
}
