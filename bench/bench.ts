// What each work gets and gives.
import type { Redis } from 'ioredis';
import type { Freshet, PlainConfig } from '../server/freshet';
import type { WorkResult } from './measure';

export interface Bench {
  url: string;
  /** A plain client with ioredis defaults: the floor. */
  raw: Redis;
  /** A new cache of its own namespace. */
  open: (namespace: string, options?: Partial<PlainConfig>) => Promise<Freshet>;
  rounds: number;
}

export interface Goal {
  work: string;
  goal: string;
  value: number;
  met: boolean;
}

/** What a cache gets wrong at the same work. */
export interface Comparison {
  impl: string;
  tags: boolean;
  /** Of product, listing and home, made of each other, how many are still old after the product was invalidated. */
  oldAfterChange: number;
  /** Late fills that were tried (a cache without tags is spared half of them), and how many left an old value. */
  lateFillCases: number;
  lateFillOld: number;
  /** Loads of one cold key by 4 × 250 callers. */
  loadsInFleet: number;
}

export interface WorkReport {
  results: WorkResult[];
  goals: Goal[];
  comparison?: Comparison[];
}
export type Work = (bench: Bench) => Promise<WorkReport>;

export function atLeast(work: string, goal: number, value: number): Goal {
  return { work, goal: `≥ ${goal} ×`, value, met: value >= goal };
}
export function atMost(work: string, goal: number, value: number, unit = '×'): Goal {
  return { work, goal: `≤ ${goal} ${unit}`, value, met: value <= goal };
}
export function exactly(work: string, goal: number, value: number): Goal {
  return { work, goal: `= ${goal}`, value, met: value === goal };
}
