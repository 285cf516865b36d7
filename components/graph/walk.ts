import type { GraphIndex } from './graph-index';
import { formatPlural } from '@/lib/format';
import { describeGuard } from '@/lib/words';
import { type Positions } from './positions';

export type Step = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';
export function isStep(key: string): key is Step {
  return key === 'ArrowLeft' || key === 'ArrowRight' || key === 'ArrowUp' || key === 'ArrowDown';
}

/** Where an arrow key leads: left and right along edges, up and down within the column. Null when there is nothing. */
export function stepFrom(
  index: GraphIndex,
  positions: Positions,
  from: string,
  step: Step,
): string | null {
  const here = positions.get(from);
  if (here === undefined) return null;
  if (step === 'ArrowLeft' || step === 'ArrowRight') {
    const along = step === 'ArrowLeft' ? index.dependencies : index.dependents;
    return nearest(along.get(from) ?? [], positions, here.y);
  }
  const column: string[] = [];
  for (const [id, position] of positions) {
    if (id === from || !index.nodes.has(id) || Math.abs(position.x - here.x) > 1) continue;
    if (step === 'ArrowUp' ? position.y < here.y : position.y > here.y) column.push(id);
  }
  return nearest(column, positions, here.y);
}

function nearest(ids: readonly string[], positions: Positions, y: number): string | null {
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const id of ids) {
    const position = positions.get(id);
    const distance = position === undefined ? Number.MAX_VALUE : Math.abs(position.y - y);
    if (distance < bestDistance) {
      best = id;
      bestDistance = distance;
    }
  }
  return best;
}

/** `Along a captured edge to its dependent, one of 12`; or why the arrow key leads nowhere. */
export function stepWords(index: GraphIndex, from: string, step: Step, to: string | null): string {
  const left = step === 'ArrowLeft';
  if (step === 'ArrowUp' || step === 'ArrowDown')
    return to === null ? `Nothing is ${step === 'ArrowUp' ? 'above' : 'below'} it` : '';
  if (to === null)
    return `${describeGuard(from)} ${left ? 'depends on nothing' : 'has no dependents'} in this view`;
  const near = (left ? index.dependencies : index.dependents).get(from) ?? [];
  const kind = index.kindOf(left ? to : from, left ? from : to);
  const what = left
    ? formatPlural(near.length, 'dependency', 'dependencies')
    : formatPlural(near.length, 'dependent', 'dependents');
  return `Along a ${kind} edge ${left ? 'upstream' : 'downstream'}, ${what} here`;
}
