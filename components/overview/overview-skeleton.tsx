import { Card } from '@/components/ui/card';
import { Skeleton } from '@/components/ui/skeleton';
import { TilesSkeleton } from './tiles';

function ChartSkeleton({ className }: { className?: string }) {
  return (
    <Card className={className}>
      <div className="flex h-12 items-center border-b border-line px-4">
        <Skeleton className="w-32" />
      </div>
      <div className="p-4">
        <Skeleton className="h-52 w-full" />
      </div>
    </Card>
  );
}

/** The layout of the overview before its first numbers. */
export function OverviewSkeleton() {
  return (
    <div className="grid gap-4" role="status" aria-label="Reading statistics">
      <TilesSkeleton />
      <div className="grid gap-4 lg:grid-cols-2">
        <ChartSkeleton className="lg:col-span-2" />
        <ChartSkeleton />
        <ChartSkeleton />
        <ChartSkeleton className="lg:col-span-2" />
      </div>
    </div>
  );
}
