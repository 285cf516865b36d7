// Which nodes of the index a selector means. Pure, and bounded by the index: each part is one walk along edges.
import { typeOf } from '../names';
import type { Reach, Selection, SelectionTerm } from '../types';
import { type Adjacency, type EntryIndex, STATE_CODES } from './entry-index';

/** Node numbers, ascending. */
export function selectNodes(index: EntryIndex, selection: Selection): Uint32Array {
  const all = new Uint8Array(index.ids.length);
  for (const both of selection) {
    const [first, ...more] = both.map((term) => markTerm(index, term));
    if (first === undefined) continue;
    for (let node = 0; node < all.length; node++)
      if (first[node] === 1 && more.every((marks) => marks[node] === 1)) all[node] = 1;
  }
  return numbersOf(all);
}

/** How many nodes one part means by itself. */
export function countTerm(index: EntryIndex, term: SelectionTerm): number {
  return markTerm(index, term).reduce((sum, mark) => sum + mark, 0);
}

function markTerm(index: EntryIndex, term: SelectionTerm): Uint8Array {
  const seeds = seedsOf(index, term);
  const marks = new Uint8Array(index.ids.length);
  for (const seed of seeds) marks[seed] = 1;
  if (term.down !== 0) spread(index.down, seeds, term.down, marks);
  if (term.up !== 0) {
    // From the seeds alone: what lies upstream of a dependent is not upstream of them.
    const above = new Uint8Array(index.ids.length);
    spread(index.up, seeds, term.up, above);
    for (let node = 0; node < marks.length; node++) if (above[node] === 1) marks[node] = 1;
  }
  return marks;
}

function seedsOf(index: EntryIndex, { method, value }: SelectionTerm): number[] {
  switch (method) {
    case 'tag':
    case 'key': {
      const node = index.numbers.get(`${method}:${value}`);
      return node === undefined ? [] : [node];
    }
    case 'type':
      return seedsWhere(
        index,
        (node) => isCached(index, node) && typeOf((index.ids[node] ?? '').slice(4)) === value,
      );
    case 'state':
      return seedsWhere(index, (node) => STATE_CODES[index.states[node] ?? 0] === value);
  }
}

const isCached = ({ states }: EntryIndex, node: number): boolean => {
  const state = STATE_CODES[states[node] ?? 0];
  return state !== null && state !== 'missing';
};

function seedsWhere(index: EntryIndex, fits: (node: number) => boolean): number[] {
  const seeds: number[] = [];
  for (let node = 0; node < index.ids.length; node++) if (fits(node)) seeds.push(node);
  return seeds;
}

/** Marks what is reached in at most `reach` steps; each node is left once, so that cycles end. */
function spread(
  { starts, ends }: Adjacency,
  seeds: readonly number[],
  reach: Reach,
  marks: Uint8Array,
): void {
  const left = new Uint8Array(marks.length);
  let frontier: number[] = [...seeds];
  for (const seed of seeds) left[seed] = 1;
  for (let step = 0; frontier.length > 0 && (reach === 'all' || step < reach); step++) {
    const next: number[] = [];
    for (const node of frontier)
      for (let edge = starts[node] ?? 0; edge < (starts[node + 1] ?? 0); edge++) {
        const end = ends[edge] ?? 0;
        if (left[end] === 1) continue;
        left[end] = 1;
        marks[end] = 1;
        next.push(end);
      }
    frontier = next;
  }
}

function numbersOf(marks: Uint8Array): Uint32Array {
  let count = 0;
  for (const mark of marks) count += mark;
  const numbers = new Uint32Array(count);
  let at = 0;
  for (let node = 0; node < marks.length; node++) if (marks[node] === 1) numbers[at++] = node;
  return numbers;
}
