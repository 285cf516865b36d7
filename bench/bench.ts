// What each work gets and gives.
import type { Redis } from 'ioredis';
import type { Freshet } from '../server/freshet';
import type { WorkResult } from './measure';

export interface Bench {
  url: string;
  /** A plain client with ioredis defaults: the floor. */
  raw: Redis;
  /** A new cache of its own namespace. */
  open: (namespace: string) => Promise<Freshet>;
  rounds: number;
}

export interface Goal {
  work: string;
  goal: string;
  value: number;
  met: boolean;
}

export interface WorkReport {
  results: WorkResult[];
  goals: Goal[];
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
