'use client';

import { ErrorState } from '@/components/shared/error-state';
import { Card } from '@/components/ui/card';

/** A page failed; the shell around it still works. */
export default function ConsoleError({ error, reset }: { error: Error; reset: () => void }) {
  return (
    <Card>
      <ErrorState
        what="This page could not be drawn"
        error={error}
        onRetry={reset}
        stillWorks="The other pages still work."
      />
    </Card>
  );
}
