/** Lines to copy. Scrolls, also by keyboard. */
export function Code({ label, text }: { label: string; text: string }) {
  return (
    <section
      aria-label={label}
      tabIndex={0}
      className="overflow-x-auto rounded-md border border-line bg-sunken p-3"
    >
      <pre className="font-mono text-xs">{text}</pre>
    </section>
  );
}
