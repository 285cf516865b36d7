'use client';

import { Play } from 'lucide-react';
import Link from 'next/link';
import { useId, useState } from 'react';
import { toast } from 'sonner';
import { GatedButton } from '@/components/purge/gated-button';
import type { PurgeMode } from '@/components/purge/mode-choice';
import { DriftNote, PurgeProblem } from '@/components/purge/purge-dialog';
import { PurgeForm, purgeVerb, type Said } from '@/components/purge/purge-form';
import { useWhyNotOperate } from '@/components/shared/session';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent } from '@/components/ui/dialog';
import type { PreviewImpact, PreviewView } from '@/lib/contract';
import { formatPlural } from '@/lib/format';
import { describeSubject } from '@/lib/preview-words';
import { impactOfProblem } from './impact-of-problem';
import { useApply } from './use-preview';

/** Runs the preview's purge now, as far up the confirm ladder as it reaches. */
export function ApplyButton({ preview }: { preview: PreviewView }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <GatedButton whyNot={useWhyNotOperate()} variant="primary" onClick={() => setOpen(true)}>
        <Play aria-hidden /> Run now…
      </GatedButton>
      <Dialog open={open} onOpenChange={setOpen}>
        {open && <ApplyBody preview={preview} onClose={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

function ApplyBody({ preview, onClose }: { preview: PreviewView; onClose: () => void }) {
  const formId = useId();
  const [mode, setMode] = useState<PurgeMode>('default');
  const [newer, setNewer] = useState<PreviewImpact | null>(null);
  const apply = useApply(preview.id, (waveId, invalidated) => {
    toast.success(`${formatPlural(invalidated, 'entry', 'entries')} refreshed`, {
      description: (
        <Link className="underline underline-offset-2" href={`/waves/${waveId}`}>
          See the wave
        </Link>
      ),
    });
    onClose();
  });
  const impact = newer ?? preview.impact;

  function send(said: Said) {
    apply.mutate(said, {
      onError: (error) => {
        const next = impactOfProblem(error);
        if (!next || next.fingerprint === impact.fingerprint) return;
        setNewer(next);
        apply.reset();
      },
    });
  }

  return (
    <DialogContent
      title={`Run: ${describeSubject(preview.subject)}`}
      description="What is refreshed, with everything that depends on it."
      className="max-w-xl"
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={formId} variant="primary" disabled={apply.isPending}>
            {apply.isPending ? 'Working…' : purgeVerb(mode, impact.total)}
          </Button>
        </>
      }
    >
      {newer && <DriftNote before={preview.impact.total} now={newer.total} />}
      <PurgeForm
        key={impact.fingerprint}
        formId={formId}
        impact={impact}
        scope={preview.scope}
        mode={mode}
        onMode={setMode}
        onSubmit={send}
      />
      {apply.isError && <PurgeProblem error={apply.error} />}
    </DialogContent>
  );
}
