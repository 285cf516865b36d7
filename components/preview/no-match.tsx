import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { StoredText } from '@/components/shared/stored-text';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import type { ChangeInput, PreviewView } from '@/lib/contract';
import { showText } from '@/lib/show-text';

/** Nothing matched: the two likely causes, and what is cached under similar names. */
export function NoMatch({
  preview: { subject, hints },
  onRetry,
}: {
  preview: PreviewView;
  onRetry: (change: Pick<ChangeInput, 'entity' | 'ids'>) => void;
}) {
  const { entity, sample, count } = subject;
  const types = hints?.types ?? [];
  const tags = hints?.tags ?? [];
  return (
    <Card aria-label="Nothing matched" className="grid gap-4 p-5 text-[13px]">
      <p className="flex items-center gap-2 text-sm font-medium">
        <SearchX aria-hidden className="size-5 text-ink-muted" /> Nothing that is cached matches.
        Two likely causes:
      </p>
      <ol className="grid list-decimal gap-3 pl-5">
        <li>
          <strong className="font-medium">Nobody has read these pages lately.</strong> Then there is
          nothing to refresh: the next visitor gets fresh ones. A preview after the shop has been
          visited shows more.
        </li>
        <li>
          <strong className="font-medium">The name is written differently</strong> from the one that
          the shop uses{entity !== null && ` for “${showText(entity)}”`}: another kind of thing, or
          another id.
          {types.length > 0 && entity !== null && (
            <span className="mt-2 flex flex-wrap items-center gap-2">
              Cached kinds:
              {types.map((type) => (
                <Button
                  key={type}
                  size="sm"
                  onClick={() =>
                    onRetry({ entity: type, ids: count <= sample.length ? sample : [] })
                  }
                >
                  {showText(type)}
                </Button>
              ))}
            </span>
          )}
          {tags.length > 0 && (
            <span className="mt-2 grid gap-1">
              Tags with similar names:
              {tags.map((tag) => (
                <Link
                  key={tag}
                  href={`/tags/${encodeURIComponent(tag)}`}
                  className="justify-self-start rounded-sm text-accent-strong hover:underline"
                >
                  <StoredText text={tag} />
                </Link>
              ))}
            </span>
          )}
        </li>
      </ol>
    </Card>
  );
}
