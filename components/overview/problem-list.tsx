import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { cn } from '@/lib/cn';
import { showText } from '@/lib/show-text';
import type { OverviewProblem } from './problems';

export function ProblemList({ problems }: { problems: readonly OverviewProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <section aria-label="Problems" className="mb-4 grid gap-2">
      {problems.map((problem) => (
        <div
          key={problem.id}
          className={cn(
            'flex gap-3 rounded-lg px-4 py-3 text-[13px]',
            problem.severity === 'invalid' ? 'bg-invalid-soft' : 'bg-stale-soft',
          )}
        >
          <TriangleAlert
            aria-hidden
            className={cn(
              'mt-0.5 size-4 shrink-0',
              problem.severity === 'invalid' ? 'text-invalid' : 'text-stale',
            )}
          />
          <div className="min-w-0">
            <p className="font-semibold">{showText(problem.title)}</p>
            <p className="break-words">
              {showText(problem.detail)}{' '}
              {problem.href && (
                <Link href={problem.href} className="font-medium underline underline-offset-2">
                  See it
                </Link>
              )}
            </p>
          </div>
        </div>
      ))}
    </section>
  );
}
