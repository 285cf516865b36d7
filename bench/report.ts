import type { Goal } from './bench';
import type { WorkResult } from './measure';

export function printResults(results: readonly WorkResult[]): void {
  for (const { work, impl, median, unit, ratio } of results) {
    console.log(`${pad(work, 52)} ${pad(impl, 44)} ${fixed(median)} ${pad(unit, 8)} ${ratio} ×`);
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
