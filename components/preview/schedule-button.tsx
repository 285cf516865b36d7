'use client';

import { CalendarClock } from 'lucide-react';
import { useId, useState } from 'react';
import { toast } from 'sonner';
import { GatedButton } from '@/components/purge/gated-button';
import type { PurgeMode } from '@/components/purge/mode-choice';
import { DriftNote, PurgeProblem } from '@/components/purge/purge-dialog';
import { PurgeForm, type Said } from '@/components/purge/purge-form';
import { useWhyNotOperate } from '@/components/shared/session';
import { useNow } from '@/components/shared/use-now';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent } from '@/components/ui/dialog';
import { Field, Input } from '@/components/ui/input';
import type { PreviewImpact, PreviewView } from '@/lib/contract';
import { formatInstant } from '@/lib/format';
import { describeSubject } from '@/lib/preview-words';
import { impactOfProblem } from './impact-of-problem';
import { fromLocal, toLocal, zoneName } from './local-time';
import { useCreateSchedule } from './use-schedules';

const hourMs = 3_600_000;

/** Has the preview's purge run at a time. It is confirmed now. */
export function ScheduleButton({ preview }: { preview: PreviewView }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <GatedButton whyNot={useWhyNotOperate()} onClick={() => setOpen(true)}>
        <CalendarClock aria-hidden /> Schedule…
      </GatedButton>
      <Dialog open={open} onOpenChange={setOpen}>
        {open && <ScheduleBody preview={preview} onClose={() => setOpen(false)} />}
      </Dialog>
    </>
  );
}

function ScheduleBody({ preview, onClose }: { preview: PreviewView; onClose: () => void }) {
  const formId = useId();
  const timeId = useId();
  const [mode, setMode] = useState<PurgeMode>('default');
  const [local, setLocal] = useState(() => toLocal(new Date(Date.now() + hourMs)));
  const [newer, setNewer] = useState<PreviewImpact | null>(null);
  const now = useNow(5_000);
  const runAt = fromLocal(local);
  const create = useCreateSchedule(() => {
    toast.success(`Scheduled for ${runAt === null ? '' : formatInstant(runAt.toISOString())}`);
    onClose();
  });
  const impact = newer ?? preview.impact;
  const fault =
    runAt === null
      ? 'Give a day and a time.'
      : runAt.getTime() < now
        ? 'This time is over already.'
        : undefined;

  function send(said: Said) {
    if (runAt === null || fault !== undefined) return;
    create.mutate(
      { ...said, previewId: preview.id, runAt: runAt.toISOString() },
      {
        onError: (error) => {
          const next = impactOfProblem(error);
          if (!next || next.fingerprint === impact.fingerprint) return;
          setNewer(next);
          create.reset();
        },
      },
    );
  }

  return (
    <DialogContent
      title={`Schedule: ${describeSubject(preview.subject)}`}
      description="Runs by itself at that time, once, also after a restart. It is held for you when it would reach further than you confirm now."
      className="max-w-xl"
      footer={
        <>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={formId} variant="primary" disabled={create.isPending}>
            {create.isPending ? 'Working…' : 'Schedule'}
          </Button>
        </>
      }
    >
      <div className="mb-4">
        <Field id={timeId} label="When" note={`Your time: ${zoneName()}.`} error={fault}>
          <Input
            id={timeId}
            type="datetime-local"
            value={local}
            className="sm:w-64"
            aria-invalid={fault !== undefined}
            aria-describedby={`${timeId}-note`}
            onChange={(event) => setLocal(event.target.value)}
          />
        </Field>
      </div>
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
      {create.isError && <PurgeProblem error={create.error} />}
    </DialogContent>
  );
}
