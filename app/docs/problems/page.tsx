import type { Metadata } from 'next';
import { LogoMark } from '@/components/shared/logo';
import { problemDocs } from '@/lib/problem-docs';

export const metadata: Metadata = { title: 'Problems' };

export default function ProblemsPage() {
  return (
    <main className="mx-auto max-w-3xl px-4 py-10">
      <LogoMark />
      <h1 className="mt-4 text-xl font-semibold tracking-tight">Problems</h1>
      <p className="mt-1 mb-6 text-[13px] text-ink-muted">
        Errors of the API are problem documents (RFC 9457). Each has a code from this list and a
        request id that is also in the log.
      </p>
      {Object.entries(problemDocs).map(([code, doc]) => (
        <section
          key={code}
          id={code}
          className="scroll-mt-4 border-t border-line py-4 target:border-l-2 target:border-l-accent target:pl-3"
        >
          <h2 className="font-mono text-[13px] font-semibold">{code}</h2>
          <p className="mt-1 text-[13px]">{doc.meaning}</p>
          <p className="text-[13px] text-ink-muted">{doc.fix}</p>
        </section>
      ))}
    </main>
  );
}
