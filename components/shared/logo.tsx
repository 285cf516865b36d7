import { cn } from '@/lib/cn';

/** The mark: two waves, one after the other. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={cn('size-6', className)} aria-hidden="true">
      <rect width="32" height="32" rx="7" className="fill-accent" />
      <path
        d="M6 12.5c3.2-4 6.6-4 10 0s6.8 4 10 0M6 20.5c3.2-4 6.6-4 10 0s6.8 4 10 0"
        fill="none"
        className="stroke-on-accent"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
    </svg>
  );
}
