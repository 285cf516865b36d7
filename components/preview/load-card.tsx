import { type ReactNode, useId } from 'react';
import { Card, CardHeader } from '@/components/ui/card';
import type { PreviewImpact } from '@/lib/contract';
import { formatCount, formatDuration, formatPlural, formatRatio } from '@/lib/format';
import {
  confidenceOf,
  describeConfidence,
  forecastConcurrency,
  forecastLoad,
} from '@/lib/preview-words';

/** Will the shop stay fast: how much work the origin gets, what can be warmed, and how sure the numbers are. */
export function LoadCard({ impact }: { impact: PreviewImpact }) {
  const id = useId();
  const all = forecastLoad(impact.total - impact.unmeasured, impact.loadCostMs);
  const warm = forecastLoad(impact.warmable, impact.warmCostMs);
  const cold = impact.total - impact.warmable;
  const confidence = confidenceOf(impact);
  return (
    <Card aria-labelledby={id}>
      <CardHeader id={id} title="Load and confidence" />
      <dl className="grid gap-x-4 gap-y-1 p-4 text-[13px] sm:grid-cols-[9rem_1fr] sm:gap-y-4">
        <Row term="Origin load">
          {all.loads === 0
            ? 'Not known: none of these was loaded by a loader, so its work was never measured.'
            : `${formatPlural(all.loads, 'load', 'loads')}, ${formatDuration(all.workMs)} of work in all: about ${formatDuration(all.lastsMs)} at ${forecastConcurrency} loads at once.`}
          {impact.unmeasured > 0 &&
            all.loads > 0 &&
            ` ${formatPlural(impact.unmeasured, 'entry was', 'entries were')} never measured and come on top.`}
        </Row>
        <Row term="Warming">
          {warm.loads === 0
            ? 'No running service can load these ahead of need: each is loaded when it is next read.'
            : `${formatPlural(warm.loads, 'entry has', 'entries have')} a loader in a running service: warming all of them takes about ${formatDuration(warm.lastsMs)}. Those that are registered or busy are warmed by themselves.`}
          {warm.loads > 0 &&
            cold > 0 &&
            ` ${formatPlural(cold, 'other is', 'others are')} loaded when next read.`}
        </Row>
        <Row term="Confidence">
          {confidence !== null && <strong>{formatRatio(confidence)}</strong>}{' '}
          {describeConfidence(impact)}
          {impact.gone > 0 &&
            ` ${formatCount(impact.gone)} in the index ${impact.gone === 1 ? 'is' : 'are'} no longer live and not counted.`}
        </Row>
      </dl>
    </Card>
  );
}

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="font-medium">{term}</dt>
      <dd className="text-ink-muted max-sm:mb-3">{children}</dd>
    </>
  );
}
