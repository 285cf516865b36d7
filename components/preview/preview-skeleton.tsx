import { Card } from '@/components/ui/card';
import { Skeleton } from '@/components/ui/skeleton';

/** The shape of a result: a sentence, then bars and a list. */
export function PreviewSkeleton() {
  return (
    <div className="grid gap-4" role="status" aria-label="Loading the preview">
      <Card className="grid gap-3 p-5">
        <Skeleton className="h-6 w-4/5" />
        <Skeleton className="h-6 w-3/5" />
        <Skeleton className="mt-2 h-8 w-64" />
      </Card>
      <div className="grid gap-4 lg:grid-cols-2">
        {[0, 1].map((i) => (
          <Card key={i} className="grid gap-3 p-4">
            <Skeleton className="w-1/3" />
            <Skeleton className="h-24 w-full" />
          </Card>
        ))}
      </div>
    </div>
  );
}
