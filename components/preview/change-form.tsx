'use client';

import { ScanEye } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field, Input, Textarea } from '@/components/ui/input';
import { Segmented } from '@/components/ui/segmented';
import { isApiError } from '@/lib/api-client';
import { type ChangeKind, changeKinds, maxIds } from '@/lib/contract';
import { formatCount, formatPlural } from '@/lib/format';
import { changeKindWords } from '@/lib/preview-words';
import { showText } from '@/lib/show-text';
import { FindBox } from './find-box';
import { countOf, idsIn, withId } from './ids-text';
import { ListUpload } from './list-upload';
import { useCreatePreview, useSurvey } from './use-preview';

interface Props {
  /** What the address says: the form opens with it. */
  start: { entity: string; kind: ChangeKind; ids: string };
  onDone: (previewId: string) => void;
}

const kinds = changeKinds.map((value) => ({ value, label: changeKindWords[value].label }));

/** What will change: things of one kind by their ids, typed, found, pasted or uploaded. */
export function ChangeForm({ start, onDone }: Props) {
  const id = useId();
  const [entity, setEntity] = useState(start.entity);
  const [kind, setKind] = useState<ChangeKind>(start.kind);
  const [text, setText] = useState(() => start.ids.split(',').join('\n'));
  const [tried, setTried] = useState(false);
  const survey = useSurvey();
  const create = useCreatePreview(onDone);
  const ids = idsIn(text);
  const tooMany = ids.length > maxIds;
  const fault =
    ids.length === 0
      ? 'Name at least one id: type it, find it below, or upload a list.'
      : tooMany
        ? `A preview takes at most ${formatCount(maxIds)} ids; these are ${formatCount(ids.length)}. Split the list.`
        : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (fault !== null || entity.trim() === '') return;
    create.mutate({ entity: entity.trim(), kind, ids });
  }

  return (
    <Card aria-label="What will change">
      <form onSubmit={submit} noValidate className="grid gap-5 p-4 sm:p-5 lg:grid-cols-2">
        <div className="grid content-start gap-4">
          <div className="grid gap-1.5">
            <span className="text-[13px] font-medium">What changes</span>
            <Segmented
              label="What changes"
              value={kind}
              options={kinds}
              onChange={setKind}
              className="justify-self-start"
            />
          </div>
          <Field
            id={`${id}-entity`}
            label="Of what"
            note="The kind of thing, as your keys begin: product, category, brand."
            error={tried && entity.trim() === '' ? 'Say what kind of thing changes.' : undefined}
          >
            <Input
              id={`${id}-entity`}
              list={`${id}-types`}
              value={entity}
              maxLength={100}
              spellCheck={false}
              autoComplete="off"
              aria-describedby={`${id}-entity-note`}
              onChange={(event) => setEntity(event.target.value)}
            />
          </Field>
          <datalist id={`${id}-types`}>
            {survey.data?.types.map((type) => (
              <option key={type.type} value={type.type}>
                {showText(type.type)} · {formatPlural(type.entries, 'entry', 'entries')}
              </option>
            ))}
          </datalist>
          <Field
            id={`${id}-ids`}
            label="Which ones"
            note={countOf(text)}
            error={tried && fault !== null ? fault : undefined}
          >
            <Textarea
              id={`${id}-ids`}
              rows={6}
              value={text}
              spellCheck={false}
              placeholder={'42\n43\n44'}
              aria-invalid={tried && fault !== null}
              aria-describedby={`${id}-ids-note`}
              className="min-h-32 font-mono text-[12.5px]"
              onChange={(event) => setText(event.target.value)}
            />
          </Field>
        </div>
        <div className="grid content-start gap-4">
          <FindBox
            entity={entity}
            onPick={(found) => {
              setEntity(found.entity);
              // Ids of another kind would not be of this one.
              setText(found.entity === entity ? withId(text, found.id) : found.id);
            }}
          />
          <ListUpload onTake={(taken) => setText(taken.join('\n'))} />
        </div>
        <div className="flex flex-wrap items-center gap-3 lg:col-span-2">
          <Button type="submit" variant="primary" size="lg" disabled={create.isPending}>
            <ScanEye aria-hidden />
            {create.isPending ? 'Computing…' : `Preview ${subjectOf(ids.length, kind)}`}
          </Button>
          {create.isError && <CreateProblem error={create.error} />}
        </div>
      </form>
    </Card>
  );
}

function subjectOf(count: number, kind: ChangeKind): string {
  const words = changeKindWords[kind];
  return count === 0 ? 'the change' : formatPlural(count, words.one, words.many);
}

function CreateProblem({ error }: { error: Error }) {
  return (
    <p role="alert" className="rounded-md bg-invalid-soft px-3 py-2 text-[13px] text-invalid">
      {showText(error.message)}
      {isApiError(error) && error.requestId && (
        <span className="block text-xs">Request {error.requestId}</span>
      )}
    </p>
  );
}
