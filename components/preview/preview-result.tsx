'use client';

import { FileDown } from 'lucide-react';
import { Age } from '@/components/shared/age';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { apiPath } from '@/lib/api-client';
import type { ChangeInput, PreviewView } from '@/lib/contract';
import { formatCount } from '@/lib/format';
import { describePreview } from '@/lib/preview-words';
import { showText } from '@/lib/show-text';
import { AffectedBox } from './affected-box';
import { ApplyButton } from './apply-button';
import { BusiestList } from './busiest-list';
import { DriftNotice } from './drift-notice';
import { LoadCard } from './load-card';
import { NoMatch } from './no-match';
import { ScheduleButton } from './schedule-button';
import { ShareButton } from './share-button';
import { TypesCard } from './types-card';
import { usePreviewState } from './use-preview-state';

/** A preview, top down: the sentence, what can be done, then what it rests on. */
export function PreviewResult({
  preview,
  onRetry,
}: {
  preview: PreviewView;
  /** Starts over with a corrected change. */
  onRetry: (change: Pick<ChangeInput, 'entity' | 'ids'>) => void;
}) {
  const [state, setState] = usePreviewState();
  const { impact } = preview;
  return (
    <>
      <Card aria-label="Result" className="grid gap-4 p-4 sm:p-5">
        <div>
          <p className="max-w-4xl text-lg leading-7 text-pretty" data-testid="preview-sentence">
            {describePreview(preview)}
          </p>
          <p className="mt-1.5 text-xs text-ink-muted">
            Computed <Age at={preview.createdAt} /> by {showText(preview.createdBy)}; kept until{' '}
            {new Date(preview.expiresAt).toLocaleDateString('en-GB', { dateStyle: 'medium' })}.
            Nothing has been refreshed.
          </p>
        </div>
        <DriftNotice preview={preview} />
        <Unmatched preview={preview} />
        {impact.total > 0 && (
          <div className="flex flex-wrap gap-2">
            <ApplyButton preview={preview} />
            <ScheduleButton preview={preview} />
            <ShareButton id={preview.id} />
            <Button asChild>
              <a href={apiPath(`/previews/${preview.id}/entries.csv`)} download>
                <FileDown aria-hidden /> CSV
              </a>
            </Button>
          </div>
        )}
      </Card>
      {impact.total === 0 ? (
        <NoMatch preview={preview} onRetry={onRetry} />
      ) : (
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <TypesCard
            impact={impact}
            view={state.types}
            onView={(types) => void setState({ types })}
          />
          <LoadCard impact={impact} />
          <BusiestList impact={impact} rest="The CSV has all." />
          <AffectedBox
            id={preview.id}
            page={state.page}
            onPage={(page) => void setState({ page: page === '' ? null : page })}
          />
        </div>
      )}
    </>
  );
}

/** Ids that reach nothing are told, not swallowed by the sum of the others. */
function Unmatched({ preview: { unmatched, subject, impact } }: { preview: PreviewView }) {
  if (unmatched.count === 0 || impact.total === 0) return null;
  const shown = unmatched.sample.slice(0, 6).map(showText).join(', ');
  const more = unmatched.count - Math.min(6, unmatched.sample.length);
  return (
    <p className="text-[13px] text-ink-muted">
      {formatCount(unmatched.count)} of {formatCount(subject.count)} reach nothing that is cached:{' '}
      <span className="font-mono text-[12.5px]">{shown}</span>
      {more > 0 && ` and ${formatCount(more)} more`}.
    </p>
  );
}
