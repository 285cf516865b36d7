'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { isApiError } from '@/lib/api-client';
import { formatBytes, formatClock, formatPlural } from '@/lib/format';
import { JsonTree } from './json-tree';
import { useReveal } from './use-entry';

/** The stored value: hidden until somebody reveals it, which is recorded with their name. */
export function ValueCard({ entryKey, sizeBytes }: { entryKey: string; sizeBytes: number | null }) {
  const id = useId();
  const reveal = useReveal(entryKey);
  const shown = reveal.data;
  return (
    <Card aria-labelledby={id}>
      <CardHeader
        id={id}
        title="Value"
        note={sizeBytes === null ? undefined : formatBytes(sizeBytes)}
        actions={
          shown && (
            <Button size="sm" onClick={() => reveal.reset()}>
              <EyeOff aria-hidden /> Hide
            </Button>
          )
        }
      />
      <div className="p-4 text-[13px]">
        {!shown && (
          <div className="flex flex-wrap items-center gap-3">
            <Button
              disabled={reveal.isPending || sizeBytes === null}
              onClick={() => reveal.mutate()}
            >
              <Eye aria-hidden /> {reveal.isPending ? 'Reading…' : 'Reveal the value'}
            </Button>
            <p className="text-ink-muted">
              {sizeBytes === null
                ? 'Nothing is stored under this key now.'
                : 'Goes into the audit trail with your name. Masked fields stay masked.'}
            </p>
          </div>
        )}
        {reveal.isError && (
          <p role="alert" className="mt-3 text-invalid">
            {isApiError(reveal.error, 'not-found')
              ? 'It has gone since this page was read.'
              : reveal.error.message}
          </p>
        )}
        {shown && (
          <>
            <p className="mb-2 text-xs text-ink-muted">
              As it was at {formatClock(reveal.submittedAt)}
              {shown.masked > 0 &&
                `; ${formatPlural(shown.masked, 'field is', 'fields are')} masked`}
            </p>
            <JsonTree value={shown.value} />
          </>
        )}
      </div>
    </Card>
  );
}
