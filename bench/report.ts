import type { Comparison, Goal } from './bench';
import type { WorkResult } from './measure';

export function printResults(results: readonly WorkResult[]): void {
  for (const { work, impl, median, unit, ratio } of results) {
    console.log(`${pad(work, 52)} ${pad(impl, 44)} ${fixed(median)} ${pad(unit, 8)} ${ratio} ×`);
  }
}

export function printComparison(comparison: readonly Comparison[]): void {
  for (const one of comparison) {
    console.log(
      `${pad(one.impl, 28)} old after a change: ${one.oldAfterChange} of 3; late fills left old: ${one.lateFillOld} of ${one.lateFillCases}; loads in the fleet: ${one.loadsInFleet}`,
    );
  }
}

export function printGoals(goals: readonly Goal[]): void {
  console.log('');
  for (const { work, goal, value, met } of goals) {
    console.log(
      `${met ? 'met   ' : 'MISSED'} ${pad(work, 62)} goal ${pad(goal, 10)} measured ${value}`,
    );
  }
}

const pad = (text: string, width: number) => text.padEnd(width);
const fixed = (value: number) => value.toFixed(value < 100 ? 2 : 0).padStart(10);
