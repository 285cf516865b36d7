'use client';

import { RotateCw } from 'lucide-react';
import { AuthCard } from '@/components/auth/auth-card';
import { Button } from '@/components/ui/button';

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <AuthCard
      title="This page could not be drawn"
      description="Nothing was changed by it. The console’s log has the cause."
    >
      {error.digest && (
        <p className="mb-4 text-xs text-ink-muted">
          Find it in the log by <span className="font-mono">{error.digest}</span>
        </p>
      )}
      <Button variant="primary" size="lg" onClick={reset}>
        <RotateCw aria-hidden /> Try again
      </Button>
    </AuthCard>
  );
}
