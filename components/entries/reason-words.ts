import type { ExplanationView } from '@/lib/contract';

type Reason = NonNullable<ExplanationView['reason']>;

/** A reason code in words. */
export const reasonWords: Record<Reason, string> = {
  cold: 'never seen',
  expired: 'expired',
  'invalidated-key': 'invalidated: a target itself',
  'invalidated-tag': 'invalidated through a tag',
  'invalidated-dependency': 'invalidated through a dependency',
  evicted: 'evicted',
  'loader-failed': 'its loader failed',
  'store-unavailable': 'Redis is away',
  bypass: 'not stored by its loader',
};

/** How a step of the way hangs on the one before it. */
export const edgeWords: Record<NonNullable<ExplanationView['chain'][number]['edge']>, string> = {
  tag: 'carries it',
  declared: 'depends on it (declared)',
  captured: 'read it while loading',
};
