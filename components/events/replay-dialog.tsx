'use client';

import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { ActionProblem } from '@/components/shared/action-problem';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent } from '@/components/ui/dialog';
import { Field, Textarea } from '@/components/ui/input';
import type { ReplayInput } from '@/lib/contract';
import { textOf } from '@/lib/form-text';
import { useReplay } from './use-replay';

/** Asks why, and replays what `inputOf` names. */
export function ReplayDialog({
  title,
  children,
  inputOf,
  onClose,
  onDone,
}: {
  title: string;
  children?: ReactNode;
  /** Null: something in the form is not right yet. */
  inputOf: (form: FormData) => Omit<ReplayInput, 'reason'> | null;
  onClose: () => void;
  onDone?: (ids: string[]) => void;
}) {
  const id = useId();
  const [missing, setMissing] = useState(false);
  const replay = useReplay((ids) => {
    onClose();
    onDone?.(ids);
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const reason = textOf(form, 'reason').trim();
    setMissing(reason === '');
    const input = inputOf(form);
    if (reason !== '' && input !== null) replay.mutate({ ...input, reason });
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={title}
        description="The same events are applied again, by the rules as they are now, and marked as replays."
        footer={
          <>
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" form={id} variant="primary" disabled={replay.isPending}>
              {replay.isPending ? 'Replaying…' : 'Replay'}
            </Button>
          </>
        }
      >
        <form id={id} onSubmit={submit} className="grid gap-4" noValidate>
          {children}
          <Field
            id={`${id}-reason`}
            label="Reason"
            note="Goes into the audit trail with your name."
            error={missing ? 'Say why they are replayed.' : undefined}
          >
            <Textarea
              id={`${id}-reason`}
              name="reason"
              rows={2}
              maxLength={500}
              aria-invalid={missing}
              aria-describedby={`${id}-reason-note`}
            />
          </Field>
          <ActionProblem error={replay.error} />
        </form>
      </DialogContent>
    </Dialog>
  );
}
