import { isApiError } from '@/lib/api-client';
import { endSentence } from '@/lib/format';
import { showText } from '@/lib/show-text';

/** Why something was not done, above the buttons of its form; each field's fault on a line of its own. */
export function ActionProblem({ error }: { error: unknown }) {
  if (error === null || error === undefined) return null;
  const faults = isApiError(error) ? (error.problem.errors ?? []) : [];
  const text = error instanceof Error ? error.message : 'The reason is unknown.';
  return (
    <div role="alert" className="rounded-md bg-invalid-soft px-3 py-2 text-[13px] text-invalid">
      <p className="break-words">{endSentence(showText(text))}</p>
      {faults.length > 1 && (
        <ul className="mt-1 list-disc pl-4">
          {faults.map((fault) => (
            <li key={`${fault.pointer} ${fault.detail}`} className="break-words">
              {showText(fault.pointer)}: {showText(fault.detail)}
            </li>
          ))}
        </ul>
      )}
      {isApiError(error) && error.requestId !== '' && (
        <p className="mt-1 text-xs">
          request <span className="font-mono">{error.requestId}</span>
        </p>
      )}
    </div>
  );
}
