import { Badge, type BadgeTone } from '@/components/ui/badge';
import { type ApiCall, callId, type Method } from '@/lib/api-reference/call';
import { curlOf } from '@/lib/api-reference/curl';
import {
  type FieldLine,
  fieldLines,
  toJsonSchema,
  toParameters,
} from '@/lib/api-reference/json-schema';
import { Code } from './code';

const tones: Record<Method, BadgeTone> = {
  GET: 'neutral',
  POST: 'accent',
  PUT: 'stale',
  PATCH: 'stale',
  DELETE: 'invalid',
};

/** One call: what it does, who may, what it takes and answers. */
export function ApiCallCard({ call }: { call: ApiCall }) {
  const id = callId(call);
  const takes = [...queryLines(call), ...bodyLines(call)];
  return (
    <article
      id={id}
      aria-label={`${call.method} ${call.path}`}
      className="min-w-0 scroll-mt-6 rounded-lg border border-line bg-surface p-4 target:border-accent"
    >
      <h3 className="flex flex-wrap items-center gap-2 font-mono text-[13px] font-semibold">
        <Badge tone={tones[call.method]} className="font-mono">
          {call.method}
        </Badge>
        <span className="break-all">{call.path}</span>
      </h3>
      <p className="mt-2 text-[13px]">{call.summary}</p>
      <p className="mt-1 text-xs text-ink-muted">{needOf(call)}</p>
      <div className="mt-3">
        <Code label={`curl for ${call.method} ${call.path}`} text={curlOf(call)} />
      </div>
      <Fields title="Takes" id={`${id}-takes`} lines={takes} />
      <Fields title={`Answers ${statusOf(call)}`} id={`${id}-answers`} lines={answerLines(call)} />
      {call.answer === null && (
        <p className="mt-3 text-xs text-ink-muted">
          Answers {statusOf(call)} with <code className="font-mono">{call.produces}</code>.
        </p>
      )}
    </article>
  );
}

function needOf({ need, key }: ApiCall): string {
  const who = need
    ? `Token with ${need.scope}, or a person with the role ${need.role}.`
    : 'Open to everybody.';
  if (key === 'required') return `${who} Idempotency-Key required.`;
  return key === 'optional' ? `${who} Idempotency-Key possible.` : who;
}

const statusOf = ({ status = 200, alsoStatus }: ApiCall) =>
  alsoStatus ? `${status} or ${alsoStatus}` : String(status);

function queryLines({ query }: ApiCall): FieldLine[] {
  if (!query) return [];
  const properties = Object.fromEntries(toParameters(query).map((one) => [one.name, one.schema]));
  const required = toParameters(query).filter((one) => one.required);
  return fieldLines({ properties, required: required.map(({ name }) => name) }, '?');
}

function bodyLines({ body }: ApiCall): FieldLine[] {
  if (!body) return [];
  const schema = toJsonSchema(body, 'input');
  return (schema.anyOf ?? [schema]).flatMap((one) => fieldLines(one));
}

function answerLines({ answer }: ApiCall): FieldLine[] {
  return answer ? fieldLines(toJsonSchema(answer, 'output')) : [];
}

function Fields({ title, id, lines }: { title: string; id: string; lines: readonly FieldLine[] }) {
  if (lines.length === 0) return null;
  return (
    <details className="mt-3">
      <summary id={id} className="cursor-pointer text-[13px] font-medium">
        {title}
      </summary>
      <ul aria-labelledby={id} className="mt-2 grid gap-1 text-xs">
        {lines.map((line) => (
          <li key={line.path} className="flex flex-wrap gap-x-3 border-t border-line pt-1">
            <code className="font-mono break-all">
              {line.path}
              {line.required ? '' : '?'}
            </code>
            <span className="break-all text-ink-muted">{line.type}</span>
            <span className="text-ink-muted">{line.note}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
