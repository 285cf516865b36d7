'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';

/** A secret in the only moment in which anybody can read it. */
export function SecretOnce({ label, secret }: { label: string; secret: string }) {
  const [copied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(secret).then(
      () => setCopied(true),
      // Not allowed here: the text is on the screen to be copied by hand.
      () => setCopied(false),
    );
  }
  return (
    <div className="grid gap-2">
      <p className="rounded-md bg-stale-soft px-3 py-2 text-[13px]">
        {label} is shown now and never again. Copy it to where it is needed.
      </p>
      <div className="flex items-center gap-2">
        <code
          data-testid="secret"
          className="min-w-0 flex-1 rounded-md border border-line bg-sunken px-3 py-2 font-mono text-[13px] break-all select-all"
        >
          {secret}
        </code>
        <Button onClick={() => void copy()}>
          {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
          {copied ? 'Copied' : 'Copy'}
        </Button>
      </div>
    </div>
  );
}
