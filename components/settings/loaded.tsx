'use client';

import type { ReactNode } from 'react';
import { ErrorState, StaleDataNote } from '@/components/shared/error-state';
import { TableSkeleton } from '@/components/shared/table-skeleton';

interface Query<T> {
  data: T | undefined;
  error: unknown;
  isError: boolean;
  isPending: boolean;
  dataUpdatedAt: number;
  refetch: () => Promise<unknown>;
}

/** A card's content once its data is there; its skeleton before, and what failed instead. */
export function Loaded<T>({
  query,
  what,
  children,
}: {
  query: Query<T>;
  /** Start of a sentence: `Users`. */
  what: string;
  children: (data: T) => ReactNode;
}) {
  const retry = () => void query.refetch();
  if (query.isPending) return <TableSkeleton label={`Loading: ${what}`} />;
  if (query.data === undefined)
    return <ErrorState what={`${what} could not be read`} error={query.error} onRetry={retry} />;
  return (
    <>
      {query.isError && (
        <StaleDataNote
          what={`${what} could not be refreshed`}
          error={query.error}
          onRetry={retry}
          dataAt={query.dataUpdatedAt}
        />
      )}
      {children(query.data)}
    </>
  );
}
