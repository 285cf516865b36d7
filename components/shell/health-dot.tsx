'use client';

import { CircleCheck, CircleX, LoaderCircle } from 'lucide-react';
import { Dialog, DialogContent, DialogTrigger } from '@/components/ui/dialog';
import { Button } from '@/components/ui/button';
import { useHealth } from '@/components/shared/use-health';
import type { HealthView } from '@/lib/contract';
import { formatBytes, formatDuration } from '@/lib/format';
import { healthProblems } from '@/lib/health';
import { showText } from '@/lib/show-text';

function factsOf(health: HealthView): [string, string][] {
  const { redis, database } = health;
  return [
    ['Namespace', showText(health.namespace)],
    ['Redis', redis.ok ? `answers (${redis.topology})` : 'does not answer'],
    ['Redis version', redis.version ?? 'unknown'],
    ['Redis latency', redis.latencyMs === null ? 'unknown' : formatDuration(redis.latencyMs)],
    [
      'Redis memory',
      redis.usedMemoryBytes === null ? 'unknown' : formatBytes(redis.usedMemoryBytes),
    ],
    ['Eviction policy', redis.evictionPolicy ?? 'unknown'],
    ['Audit database', `${database.ok ? 'answers' : 'does not answer'} (${database.kind})`],
  ];
}

/** One word for the health of the installation; pressed, it shows what that rests on. */
export function HealthDot() {
  const health = useHealth();
  const problems = health.data ? healthProblems(health.data) : [];
  const unknown = health.isPending;
  const bad = health.isError || problems.length > 0;
  const Icon = unknown ? LoaderCircle : bad ? CircleX : CircleCheck;
  const word = unknown ? 'Checking' : bad ? 'Trouble' : 'Healthy';
  return (
    <Dialog>
      <DialogTrigger asChild>
        <Button variant="ghost" aria-label={`Health: ${word}`}>
          <Icon
            aria-hidden
            className={unknown ? 'text-loading' : bad ? 'text-invalid' : 'text-fresh'}
          />
          <span className="hidden lg:inline">{word}</span>
        </Button>
      </DialogTrigger>
      <DialogContent
        title="Health"
        description="What the console sees of its stores, every 10 seconds."
      >
        {health.isError && (
          <p role="alert" className="mb-3 rounded-md bg-invalid-soft px-3 py-2 text-[13px]">
            {health.error.message}
          </p>
        )}
        {problems.map((problem) => (
          <p key={problem.title} className="mb-3 rounded-md bg-invalid-soft px-3 py-2 text-[13px]">
            <strong className="block font-semibold">{problem.title}</strong>
            {showText(problem.detail)}
          </p>
        ))}
        {health.data && (
          <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-[13px]">
            {factsOf(health.data).map(([term, fact]) => (
              <div key={term} className="contents">
                <dt className="text-ink-muted">{term}</dt>
                <dd className="tabular break-words">{fact}</dd>
              </div>
            ))}
          </dl>
        )}
      </DialogContent>
    </Dialog>
  );
}
