/** A goal and what was measured. `quiet`: it holds on a machine that does nothing else, so a miss is told, not failed. */
export interface Goal {
  what: string;
  measured: number;
  unit: string;
  least?: number;
  most?: number;
}

const isMet = ({ measured, least, most }: Goal) =>
  (least === undefined || measured >= least) && (most === undefined || measured <= most);

/** Prints one line per goal; true when all are met. */
export function tellGoals(goals: readonly Goal[]): boolean {
  for (const goal of goals) {
    const limit =
      goal.least !== undefined
        ? `≥ ${goal.least}`
        : goal.most !== undefined
          ? `≤ ${goal.most}`
          : '';
    const measured = Math.round(goal.measured * 100) / 100;
    const verdict = limit === '' ? '' : isMet(goal) ? ' met' : ' MISSED';
    console.log(`${goal.what}: ${measured} ${goal.unit}${limit && ` (goal ${limit})`}${verdict}`);
  }
  return goals.every(isMet);
}

/** The value that `share` (0–1) of the others do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
