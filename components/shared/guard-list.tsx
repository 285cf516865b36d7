import Link from 'next/link';
import { formatCount } from '@/lib/format';
import { parseGuard } from '@/lib/guard';
import { showText } from '@/lib/show-text';

function hrefOf(guard: string): string {
  const parsed = parseGuard(guard);
  return parsed?.kind === 'tag'
    ? `/tags/${encodeURIComponent(parsed.name)}`
    : `/graph?focus=${encodeURIComponent(guard)}`;
}

/** Tags and keys as links: a tag to its page, a key to the graph around it. Says how many are left out. */
export function GuardList({ guards, limit = 3 }: { guards: readonly string[]; limit?: number }) {
  const shown = guards.slice(0, limit);
  const left = guards.slice(limit);
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-1">
      {shown.map((guard) => {
        const parsed = parseGuard(guard);
        return (
          <Link
            key={guard}
            href={hrefOf(guard)}
            className="relative z-1 inline-flex h-6 max-w-full min-w-0 items-center gap-1 rounded-sm bg-sunken px-1.5 text-xs hover:bg-accent-soft"
          >
            <span className="text-ink-muted">{parsed?.kind ?? 'guard'}</span>
            <bdi className="truncate font-mono">{showText(parsed?.name ?? guard)}</bdi>
          </Link>
        );
      })}
      {left.length > 0 && (
        <span className="text-xs text-ink-muted" title={left.map(showText).join('\n')}>
          +{formatCount(left.length)} more
        </span>
      )}
    </span>
  );
}
