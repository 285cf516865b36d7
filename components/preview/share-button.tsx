'use client';

import { Check, Copy, Share2 } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogContent } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/input';
import { formatInstant } from '@/lib/format';
import { showText } from '@/lib/show-text';
import { useShare } from './use-preview';

/** A link to this result for somebody without an account. */
export function ShareButton({ id }: { id: string }) {
  const [open, setOpen] = useState(false);
  const share = useShare(id);
  return (
    <>
      <Button
        onClick={() => {
          setOpen(true);
          if (!share.data) share.mutate();
        }}
      >
        <Share2 aria-hidden /> Share link
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        {open && (
          <DialogContent
            title="Share this preview"
            description="Whoever has the link sees this one result, and whether it still holds. They cannot change or see anything else."
          >
            {share.isPending && <p className="text-[13px] text-ink-muted">Making the link…</p>}
            {share.isError && (
              <p role="alert" className="text-[13px] text-invalid">
                {showText(share.error.message)}
              </p>
            )}
            {share.data && <LinkField url={share.data.url} expiresAt={share.data.expiresAt} />}
          </DialogContent>
        )}
      </Dialog>
    </>
  );
}

function LinkField({ url, expiresAt }: { url: string; expiresAt: string }) {
  const id = useId();
  const [copied, setCopied] = useState(false);
  async function copy() {
    try {
      await navigator.clipboard.writeText(url);
      setCopied(true);
    } catch {
      // Not allowed here: the field is selected, so that it can be copied by hand.
      document.querySelector<HTMLInputElement>(`#${CSS.escape(id)}`)?.select();
    }
  }
  return (
    <div className="grid gap-3">
      <Field id={id} label="Link" note={`Works until ${formatInstant(expiresAt)}.`}>
        <Input
          id={id}
          readOnly
          value={url}
          aria-describedby={`${id}-note`}
          onFocus={(event) => event.target.select()}
        />
      </Field>
      <Button variant="primary" className="justify-self-start" onClick={() => void copy()}>
        {copied ? <Check aria-hidden /> : <Copy aria-hidden />} {copied ? 'Copied' : 'Copy'}
      </Button>
    </div>
  );
}
