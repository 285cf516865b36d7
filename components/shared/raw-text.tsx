import { showText } from '@/lib/show-text';

/** Text as it was received, line by line, with its invisible characters shown. Scrolls, also by keyboard. */
export function RawText({ label, text }: { label: string; text: string }) {
  return (
    <section
      aria-label={label}
      tabIndex={0}
      className="max-h-96 overflow-auto rounded-md border border-line bg-sunken p-3"
    >
      <pre className="font-mono text-xs break-all whitespace-pre-wrap">
        <bdi>{text.split('\n').map(showText).join('\n')}</bdi>
      </pre>
    </section>
  );
}
