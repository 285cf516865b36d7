import { Skeleton } from '@/components/ui/skeleton';

const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** Rows in the shape of a table that is being read. */
export function TableSkeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label}>
      {rows.map((row, index) => (
        <div key={row} className="flex h-[41px] items-center gap-6 border-b border-line px-4">
          <span className="block flex-1">
            <Skeleton className={index % 2 === 0 ? 'w-3/5' : 'w-2/5'} />
          </span>
          <Skeleton className="w-20" />
          <Skeleton className="w-16 max-sm:hidden" />
        </div>
      ))}
    </div>
  );
}
