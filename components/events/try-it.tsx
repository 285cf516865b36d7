'use client';

import { useMutation } from '@tanstack/react-query';
import { CircleCheck, CircleDashed, FlaskConical } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { ImpactSummary } from '@/components/purge/impact-summary';
import { ActionProblem } from '@/components/shared/action-problem';
import { GuardList } from '@/components/shared/guard-list';
import { Button } from '@/components/ui/button';
import { Card, CardHeader } from '@/components/ui/card';
import { Field, Textarea } from '@/components/ui/input';
import { api, apiPath } from '@/lib/api-client';
import { tryEventResultSchema, type TryEventView } from '@/lib/contract';
import { showText } from '@/lib/show-text';

const example = '{ "type": "updated", "entity": "product", "id": 42 }';

/** Paste an event: which rules match, what they name, and what that would reach. Nothing is run. */
export function TryIt() {
  const id = useId();
  const [text, setText] = useState(example);
  const [fault, setFault] = useState<string | undefined>();
  const attempt = useMutation({
    mutationFn: (event: unknown) =>
      api.post(apiPath('/events/try'), { event }, tryEventResultSchema),
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    try {
      const parsed: unknown = JSON.parse(text);
      setFault(undefined);
      attempt.mutate(parsed);
    } catch {
      setFault('This is not JSON. Check quotes and commas.');
    }
  }

  return (
    <Card aria-label="Try an event">
      <CardHeader title="Try an event" note="Shows what it would do, without doing it." />
      <div className="grid gap-6 p-4 lg:grid-cols-2">
        <form onSubmit={submit} className="grid content-start gap-3" noValidate>
          <Field
            id={`${id}-event`}
            label="Event as JSON"
            note="type, entity and id; tags, version, time and eventId when there are any."
            error={fault}
          >
            <Textarea
              id={`${id}-event`}
              rows={7}
              value={text}
              spellCheck={false}
              aria-invalid={fault !== undefined}
              aria-describedby={`${id}-event-note`}
              onChange={(event) => setText(event.target.value)}
              className="font-mono text-[12.5px]"
            />
          </Field>
          <div>
            <Button type="submit" variant="primary" disabled={attempt.isPending}>
              <FlaskConical aria-hidden /> {attempt.isPending ? 'Asking…' : 'Try it'}
            </Button>
          </div>
          <ActionProblem error={attempt.error} />
        </form>
        <div aria-live="polite">{attempt.data && <TryResult result={attempt.data} />}</div>
      </div>
    </Card>
  );
}

function TryResult({ result }: { result: TryEventView }) {
  const { matched, skipped, targets, impact } = result;
  return (
    <div className="grid gap-4">
      <ul className="grid gap-1.5 text-[13px]">
        {matched.map((rule) => (
          <li key={rule.id} className="flex flex-wrap items-center gap-2">
            <CircleCheck aria-hidden className="size-4 text-fresh" />
            <span className="sr-only">Matches: </span>
            <bdi>{showText(rule.name)}</bdi>
            <GuardList
              guards={[
                ...rule.keys.map((key) => `key:${key}`),
                ...rule.tags.map((tag) => `tag:${tag}`),
              ]}
              limit={8}
            />
          </li>
        ))}
        {skipped.map((rule) => (
          <li key={rule.id} className="flex items-center gap-2 text-ink-muted">
            <CircleDashed aria-hidden className="size-4 shrink-0" />
            <span>
              <bdi>{showText(rule.name)}</bdi> does not match: {showText(rule.why)}
            </span>
          </li>
        ))}
      </ul>
      {targets === null || impact === null ? (
        <p className="text-[13px]">No rule names anything: such an event would do nothing.</p>
      ) : (
        <ImpactSummary impact={impact} details />
      )}
    </div>
  );
}
