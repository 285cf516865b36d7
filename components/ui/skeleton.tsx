import { cn } from '@/lib/cn';

/** A placeholder in the shape of what will come. Decorative: the region around it says that it is loading. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={cn('block h-4 animate-pulse rounded-md bg-sunken dark:bg-raised', className)}
    />
  );
}
