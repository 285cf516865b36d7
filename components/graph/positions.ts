import type { GraphNodeView } from '@/lib/contract';

export interface Position {
  x: number;
  y: number;
}
export type Positions = ReadonlyMap<string, Position>;

export const COLUMN_GAP = 80;
export const ROW_GAP = 14;

const sizes: Record<GraphNodeView['kind'], { width: number; height: number }> = {
  type: { width: 232, height: 92 },
  'tag-family': { width: 232, height: 66 },
  tag: { width: 232, height: 58 },
  entry: { width: 232, height: 58 },
  fold: { width: 232, height: 40 },
};
/** Every node has a known size, so that layout needs no measuring and columns line up. */
export function sizeOfNode(kind: GraphNodeView['kind']): { width: number; height: number } {
  return sizes[kind];
}

/** Past this share of unknown nodes the old arrangement says little: the fresh layout is taken whole. */
const RELAYOUT_SHARE = 0.4;

export interface Box {
  id: string;
  height: number;
}

/**
 * Keeps every known node where people saw it and fits new ones into the fresh layout's columns, as near to their
 * fresh height as there is room. When too much is new, the fresh layout wins, moved so that what stays hardly moves.
 */
export function mergePositions(
  known: Positions,
  fresh: Positions,
  boxes: readonly Box[],
): Positions {
  const kept = boxes.filter((box) => known.has(box.id));
  const added = boxes.filter((box) => !known.has(box.id));
  const shift = medianShift(kept, known, fresh);
  if (added.length > boxes.length * RELAYOUT_SHARE) return moveAll(fresh, boxes, shift);
  const merged = new Map<string, Position>();
  const columns = new Map<number, { top: number; bottom: number }[]>();
  for (const box of kept) place(merged, columns, box, known.get(box.id));
  for (const box of added) {
    const target = fresh.get(box.id);
    if (target === undefined) continue;
    const x = nearestColumn(columns, target.x + shift.x);
    const y = freeRow(columns.get(x) ?? [], target.y + shift.y, box.height);
    place(merged, columns, box, { x, y });
  }
  return merged;
}

/** True when every node already has a place, so no layout is needed. */
export function coversAll(known: Positions, boxes: readonly Box[]): boolean {
  return boxes.every((box) => known.has(box.id));
}

function place(
  merged: Map<string, Position>,
  columns: Map<number, { top: number; bottom: number }[]>,
  box: Box,
  position: Position | undefined,
) {
  if (position === undefined) return;
  merged.set(box.id, position);
  const column = columns.get(position.x) ?? [];
  column.push({ top: position.y, bottom: position.y + box.height });
  columns.set(position.x, column);
}

function medianShift(kept: readonly Box[], known: Positions, fresh: Positions): Position {
  const xs: number[] = [];
  const ys: number[] = [];
  for (const box of kept) {
    const from = fresh.get(box.id);
    const to = known.get(box.id);
    if (from === undefined || to === undefined) continue;
    xs.push(to.x - from.x);
    ys.push(to.y - from.y);
  }
  return { x: median(xs), y: median(ys) };
}

function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function moveAll(fresh: Positions, boxes: readonly Box[], shift: Position): Positions {
  const moved = new Map<string, Position>();
  for (const box of boxes) {
    const position = fresh.get(box.id);
    if (position !== undefined)
      moved.set(box.id, { x: position.x + shift.x, y: position.y + shift.y });
  }
  return moved;
}

function nearestColumn(columns: ReadonlyMap<number, unknown>, x: number): number {
  for (const column of columns.keys()) if (Math.abs(column - x) < COLUMN_GAP / 2) return column;
  return x;
}

/** The free height nearest to `wanted` in a column. */
function freeRow(
  taken: readonly { top: number; bottom: number }[],
  wanted: number,
  height: number,
) {
  const fits = (y: number) =>
    taken.every((row) => y + height + ROW_GAP <= row.top || y >= row.bottom + ROW_GAP);
  const candidates = [
    wanted,
    ...taken.flatMap((row) => [row.bottom + ROW_GAP, row.top - ROW_GAP - height]),
  ].sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted));
  return candidates.find(fits) ?? wanted;
}

/**
 * What to remember after a merge: the new places, and those of nodes that are away just now (a purged entry comes
 * back to where it was) unless somebody else sits there.
 */
export function rememberPositions(
  known: Positions,
  merged: Positions,
  boxes: readonly Box[],
): Positions {
  const heights = new Map(boxes.map((box) => [box.id, box.height]));
  const remembered = new Map(merged);
  for (const [id, position] of known) {
    if (merged.has(id)) continue;
    let free = true;
    for (const [other, place] of merged) {
      const height = heights.get(other) ?? 0;
      if (Math.abs(place.x - position.x) > 1) continue;
      if (position.y < place.y + height + ROW_GAP && place.y < position.y + height + ROW_GAP)
        free = false;
    }
    if (free) remembered.set(id, position);
  }
  return remembered;
}
