import type { Position, Positions } from './positions';

/** Bend points by `routeKey`: the lanes that the layout kept free for edges that pass other columns. */
export type Routes = ReadonlyMap<string, readonly Position[]>;

/** Keys and tags have no control characters, so the pair is unmistakable. */
export function routeKey(source: string, target: string): string {
  return `${source}\n${target}`;
}

/**
 * Routes that still fit after nodes were moved to where people know them: an older route whose ends did not move,
 * else a fresh one whose two ends moved alike. Any other edge is drawn straight from node to node.
 */
export function mergeRoutes(
  older: { positions: Positions; routes: Routes },
  fresh: { positions: Positions; routes: Routes },
  merged: Positions,
): Routes {
  const kept = new Map<string, readonly Position[]>();
  for (const [key, points] of fresh.routes) {
    const before = older.routes.get(key);
    const still = before !== undefined && shiftOf(older.positions, merged, key);
    if (before !== undefined && still && still.x === 0 && still.y === 0) {
      kept.set(key, before);
      continue;
    }
    const shift = shiftOf(fresh.positions, merged, key);
    if (shift !== null)
      kept.set(
        key,
        points.map((point) => ({ x: point.x + shift.x, y: point.y + shift.y })),
      );
  }
  return kept;
}

/** How far both ends of an edge moved, or null when they did not move alike. */
function shiftOf(from: Positions, to: Positions, key: string): Position | null {
  const [source = '', target = ''] = key.split('\n');
  const a = moveOf(from.get(source), to.get(source));
  const b = moveOf(from.get(target), to.get(target));
  if (a === null || b === null) return null;
  return Math.abs(a.x - b.x) < 1 && Math.abs(a.y - b.y) < 1 ? a : null;
}

function moveOf(from: Position | undefined, to: Position | undefined): Position | null {
  if (from === undefined || to === undefined) return null;
  return { x: to.x - from.x, y: to.y - from.y };
}

/** An SVG path through all points that leaves and enters each one horizontally. */
export function curveThrough(points: readonly Position[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  let path = `M${round(first.x)},${round(first.y)}`;
  let last = first;
  for (const point of rest) {
    const middle = round((last.x + point.x) / 2);
    path += `C${middle},${round(last.y)} ${middle},${round(point.y)} ${round(point.x)},${round(point.y)}`;
    last = point;
  }
  return path;
}

/** From a node over its own top back to itself: a type whose entries depend on each other. */
export function loopAround(from: Position, to: Position, rise: number): string {
  const top = round(from.y - rise);
  return `M${round(from.x)},${round(from.y)}C${round(from.x + 60)},${top} ${round(to.x - 60)},${top} ${round(to.x)},${round(to.y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
