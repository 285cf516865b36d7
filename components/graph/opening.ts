import type { Position } from './positions';

export interface PlacedBox extends Position {
  id: string;
  width: number;
  height: number;
}
export interface Opening extends Position {
  zoom: number;
}

const MARGIN_PX = 32;
const MAX_ZOOM = 1;
/** A view that fits only smaller than this is not read but guessed. */
const READABLE_ZOOM = 0.55;
const PARTIAL_ZOOM = 0.72;

/** Where to look first: at everything when that can be read, else at the surroundings of the focus. */
export function openingOf(
  boxes: readonly PlacedBox[],
  focus: string | null,
  size: { width: number; height: number },
): Opening | null {
  const first = boxes[0];
  if (first === undefined || size.width === 0 || size.height === 0) return null;
  const left = Math.min(...boxes.map((box) => box.x));
  const top = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  const whole = Math.min(
    (size.width - 2 * MARGIN_PX) / (right - left),
    (size.height - 2 * MARGIN_PX) / (bottom - top),
    MAX_ZOOM,
  );
  if (whole >= READABLE_ZOOM) return lookAt((left + right) / 2, (top + bottom) / 2, whole, size);
  const center = boxes.find((box) => box.id === focus) ?? first;
  // Across, show as much as fits: columns tell more than one more row.
  const zoom = Math.min(
    PARTIAL_ZOOM,
    Math.max(READABLE_ZOOM, (size.width - 2 * MARGIN_PX) / (right - left)),
  );
  const fitsAcross = (right - left) * zoom <= size.width;
  const x = fitsAcross ? (left + right) / 2 : center.x + center.width / 2;
  return lookAt(x, center.y + center.height / 2, zoom, size);
}

/** Whether a box lies wholly in the part of the graph that the viewport shows. */
export function isInView(
  box: Omit<PlacedBox, 'id'>,
  viewport: Opening,
  size: { width: number; height: number },
): boolean {
  const left = box.x * viewport.zoom + viewport.x;
  const top = box.y * viewport.zoom + viewport.y;
  return (
    left >= 0 &&
    top >= 0 &&
    left + box.width * viewport.zoom <= size.width &&
    top + box.height * viewport.zoom <= size.height
  );
}

function lookAt(
  x: number,
  y: number,
  zoom: number,
  size: { width: number; height: number },
): Opening {
  return { x: size.width / 2 - x * zoom, y: size.height / 2 - y * zoom, zoom };
}
