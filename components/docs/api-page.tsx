import Link from 'next/link';
import { LogoMark } from '@/components/shared/logo';
import { scopes } from '@/lib/contract';
import { apiGroups } from '@/lib/api-reference';
import { callId } from '@/lib/api-reference/call';
import { scopeMeanings } from '@/lib/scope-words';
import { ApiCallCard } from './api-call-card';
import { Code } from './code';

/** A file, not a page: a plain link. */
const documentAddress = '/api/v1/openapi.json';
const linkStyle = 'text-accent-strong underline underline-offset-2';

/** The API on one page, readable without any network: what each call takes, answers and needs, with curl. */
export function ApiPage() {
  return (
    <div className="mx-auto grid max-w-6xl gap-x-10 px-4 py-10 lg:grid-cols-[220px_minmax(0,1fr)]">
      <nav
        aria-label="Calls"
        className="max-lg:mb-8 lg:sticky lg:top-6 lg:max-h-[calc(100dvh-3rem)] lg:self-start lg:overflow-y-auto"
      >
        {apiGroups.map((group) => (
          <div key={group.id} className="mb-4">
            <a href={`#${group.id}`} className="text-[13px] font-semibold hover:underline">
              {group.title}
            </a>
            <ul className="mt-1 max-lg:hidden">
              {group.calls.map((call) => (
                <li key={callId(call)}>
                  <a
                    href={`#${callId(call)}`}
                    className="block truncate py-1 font-mono text-[11.5px] text-ink-muted hover:text-ink"
                  >
                    {call.method} {call.path}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <main className="min-w-0">
        <LogoMark />
        <h1 className="mt-4 text-xl font-semibold tracking-tight">API reference</h1>
        <Manners />
        {apiGroups.map((group) => (
          <section key={group.id} aria-labelledby={group.id} className="mt-10">
            <h2 id={group.id} className="scroll-mt-6 text-base font-semibold">
              {group.title}
            </h2>
            <p className="mt-1 mb-4 text-[13px] text-ink-muted">{group.about}</p>
            <div className="grid gap-4">
              {group.calls.map((call) => (
                <ApiCallCard key={callId(call)} call={call} />
              ))}
            </div>
          </section>
        ))}
      </main>
    </div>
  );
}

function Manners() {
  return (
    <div className="mt-2 grid gap-3 text-[13px]">
      <p>
        Everything stands below <code className="font-mono">/api/v1</code> and speaks JSON. The same
        as a document for generators:{' '}
        <a href={documentAddress} className={linkStyle}>
          openapi.json
        </a>
        . Errors are problem documents (RFC 9457) with a code from{' '}
        <Link href="/docs/problems" className={linkStyle}>
          the list of problems
        </Link>{' '}
        and a request id. Lists are read page by page: the <code className="font-mono">Link</code>{' '}
        header names the next page. <code className="font-mono">RateLimit</code> says what is left,
        and a 429 carries <code className="font-mono">Retry-After</code>.
      </p>
      <p>
        Where an <code className="font-mono">Idempotency-Key</code> is asked for, repeats with the
        same key act once and get the first answer with{' '}
        <code className="font-mono">Idempotent-Replayed: true</code>, for 24 hours. The same key
        with another body is refused.
      </p>
      <p>Machines send a token that an administrator made under Settings:</p>
      <Code
        label="Authentication"
        text={'export FRESHET_URL=http://localhost:3000\nexport FRESHET_TOKEN=frs_…'}
      />
      <details className="rounded-md border border-line px-3 py-2">
        <summary className="cursor-pointer font-medium">Scopes of tokens</summary>
        <dl className="mt-2 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-1">
          {scopes.map((scope) => (
            <div key={scope} className="contents">
              <dt className="font-mono text-[12.5px]">{scope}</dt>
              <dd className="text-ink-muted">{scopeMeanings[scope]}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}
