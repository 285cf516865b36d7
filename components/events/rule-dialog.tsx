'use client';

import { type FormEvent, useId, useState } from 'react';
import { ActionProblem } from '@/components/shared/action-problem';
import { CheckField } from '@/components/shared/check-field';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose, DialogContent } from '@/components/ui/dialog';
import { Field, Input, Textarea } from '@/components/ui/input';
import { type RuleInput, ruleInputSchema, type RuleView } from '@/lib/contract';
import { templateFields } from '@/lib/event-templates';
import { linesOf, textOf } from '@/lib/form-text';
import { useDeleteRule, useSaveRule } from './use-rule-actions';

type Errors = Partial<Record<string, string>>;

/** The form of a rule; checked in the browser with the schema that the server uses. */
export function RuleDialog({ rule, onClose }: { rule: RuleView | null; onClose: () => void }) {
  const formId = useId();
  const [errors, setErrors] = useState<Errors>({});
  const [enabled, setEnabled] = useState(rule?.enabled ?? true);
  const [stop, setStop] = useState(rule?.stop ?? false);
  const save = useSaveRule(rule?.id ?? null, onClose);
  const remove = useDeleteRule(onClose);
  const busy = save.isPending || remove.isPending;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const given: RuleInput = {
      name: textOf(form, 'name'),
      entity: textOf(form, 'entity'),
      types: linesOf(form, 'types'),
      keys: linesOf(form, 'keys'),
      tags: linesOf(form, 'tags'),
      position: Number(textOf(form, 'position')),
      enabled,
      stop,
    };
    const parsed = ruleInputSchema.safeParse(given);
    const issues = parsed.error?.issues ?? [];
    setErrors(Object.fromEntries(issues.map((one) => [String(one.path[0] ?? ''), one.message])));
    if (parsed.success) save.mutate(given);
  }

  const fields = { id: formId, errors, rule };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={rule ? 'Change the rule' : 'New rule'}
        description="It takes part in every event that comes in from now on."
        footer={
          <>
            {rule && (
              <Button
                variant="outlineDanger"
                className="mr-auto"
                disabled={busy}
                onClick={() => remove.mutate(rule.id)}
              >
                Delete
              </Button>
            )}
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" form={formId} variant="primary" disabled={busy}>
              {busy ? 'Saving…' : rule ? 'Save' : 'Make the rule'}
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={submit} className="grid gap-4" noValidate>
          <RuleText {...fields} name="name" label="Name" value={rule?.name ?? ''} />
          <RuleText
            {...fields}
            name="entity"
            label="Entity"
            value={rule?.entity ?? ''}
            note="product, product.* or * for any"
          />
          <RuleLines
            {...fields}
            name="types"
            label="Types (one per line)"
            value={rule?.types}
            note="Empty: every type. One * may stand for any text."
          />
          <RuleLines
            {...fields}
            name="keys"
            label="Keys (one per line)"
            value={rule?.keys}
            note={`May name ${templateFields.map((field) => `{${field}}`).join(', ')}.`}
          />
          <RuleLines
            {...fields}
            name="tags"
            label="Tags (one per line)"
            value={rule?.tags}
            note="category:{tags…} gives one tag for each tag of the event."
          />
          <RuleText
            {...fields}
            name="position"
            label="Place"
            type="number"
            value={String(rule?.position ?? 100)}
            note="Rules are asked from small to large; the engine’s convention stands at 1000."
          />
          <div>
            <CheckField checked={enabled} onChange={setEnabled}>
              The rule is on
            </CheckField>
            <CheckField checked={stop} onChange={setStop}>
              It stops: rules after it are not asked
            </CheckField>
          </div>
          <ActionProblem error={save.error ?? remove.error} />
        </form>
      </DialogContent>
    </Dialog>
  );
}

interface RuleFieldProps {
  id: string;
  errors: Errors;
  name: string;
  label: string;
  note?: string;
}

function describe({ id, errors, name }: RuleFieldProps) {
  return {
    id: `${id}-${name}`,
    name,
    'aria-invalid': errors[name] !== undefined,
    'aria-describedby': `${id}-${name}-note`,
    spellCheck: false,
    autoComplete: 'off',
  } as const;
}

function RuleText(props: RuleFieldProps & { value: string; type?: string }) {
  const { id, errors, name, label, note, value, type = 'text' } = props;
  return (
    <Field id={`${id}-${name}`} label={label} note={note} error={errors[name]}>
      <Input {...describe(props)} type={type} defaultValue={value} />
    </Field>
  );
}

function RuleLines(props: RuleFieldProps & { value: readonly string[] | undefined }) {
  const { id, errors, name, label, note, value = [] } = props;
  return (
    <Field id={`${id}-${name}`} label={label} note={note} error={errors[name]}>
      <Textarea
        {...describe(props)}
        rows={Math.min(6, Math.max(2, value.length + 1))}
        defaultValue={value.join('\n')}
        className="font-mono text-[12.5px]"
      />
    </Field>
  );
}
