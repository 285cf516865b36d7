'use client';

import { CircleCheck, CircleX, ShieldCheck } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/lib/format';
import { showText } from '@/lib/show-text';
import type { useVerifyChain } from './use-audit';

type Verify = ReturnType<typeof useVerifyChain>;

export function VerifyButton({ verify }: { verify: Verify }) {
  return (
    <Button disabled={verify.isPending} onClick={() => verify.mutate()}>
      <ShieldCheck aria-hidden /> {verify.isPending ? 'Verifying…' : 'Verify chain'}
    </Button>
  );
}

/** The result of the last check: every row is as it was written, or the first that is not. */
export function ChainResult({ verify }: { verify: Verify }) {
  const { data, error } = verify;
  if (!data && !error) return <div role="status" />;
  const good = data?.ok === true;
  const Icon = good ? CircleCheck : CircleX;
  return (
    <div
      role={good ? 'status' : 'alert'}
      className={`mb-4 flex gap-3 rounded-lg px-4 py-3 text-[13px] ${good ? 'bg-fresh-soft' : 'bg-invalid-soft'}`}
    >
      <Icon
        aria-hidden
        className={`mt-0.5 size-4 shrink-0 ${good ? 'text-fresh' : 'text-invalid'}`}
      />
      {error && <p>The chain could not be checked: {error.message}</p>}
      {data && good && (
        <p className="tabular">
          <strong className="font-semibold">The chain is whole.</strong> All{' '}
          {formatCount(data.rows)} records are as they were written, none is missing in between.
        </p>
      )}
      {data && !good && (
        <p>
          <strong className="font-semibold">The chain is broken.</strong>{' '}
          {data.firstBad
            ? `The first record that is not as it was written is number ${data.firstBad.seq}: ${showText(data.firstBad.why)}`
            : 'The server did not say where.'}
        </p>
      )}
    </div>
  );
}
