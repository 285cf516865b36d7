import { cn } from '@/lib/cn';
import { showText } from '@/lib/show-text';

/** A key, tag or other text that came from outside: monospaced, invisible characters shown, direction isolated. */
export function StoredText({
  text,
  wrap = false,
  className,
}: {
  text: string;
  wrap?: boolean;
  className?: string;
}) {
  const shown = showText(text);
  return (
    <bdi
      title={shown}
      className={cn(
        'font-mono text-[12.5px]',
        wrap ? 'break-all' : 'block min-w-0 truncate',
        className,
      )}
    >
      {shown}
    </bdi>
  );
}
