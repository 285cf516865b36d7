import type { Positions } from './positions';

export type PictureFormat = 'png' | 'svg';
export interface Exporting {
  /** What is being made now. */
  format: PictureFormat | null;
  onDone: () => void;
}

export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}
const MARGIN_PX = 32;
/** Browsers draw no canvas of more than 16,384 px a side; half of it keeps the file small enough to be sent. */
const MAX_SIDE_PX = 8_192;

/** The part of the plane that all nodes take up, with a margin. */
export function areaOf(
  positions: Positions,
  boxes: readonly { id: string; width: number; height: number }[],
): Area | null {
  const placed = boxes.flatMap(({ id, width, height }) => {
    const place = positions.get(id);
    return place === undefined ? [] : [{ ...place, width, height }];
  });
  if (placed.length === 0) return null;
  const x = Math.min(...placed.map((box) => box.x)) - MARGIN_PX;
  const y = Math.min(...placed.map((box) => box.y)) - MARGIN_PX;
  const right = Math.max(...placed.map((box) => box.x + box.width)) + MARGIN_PX;
  const bottom = Math.max(...placed.map((box) => box.y + box.height)) + MARGIN_PX;
  return { x, y, width: right - x, height: bottom - y };
}

/** Pixels per unit of the plane: two where that fits. */
export function pixelRatioOf({ width, height }: Area): number {
  return Math.min(2, MAX_SIDE_PX / width, MAX_SIDE_PX / height);
}

/** Saves the whole graph, with its fonts and the theme it is seen in. Rejects with the browser's reason. */
export async function exportPicture(
  viewport: HTMLElement,
  area: Area,
  format: PictureFormat,
  name: string,
): Promise<void> {
  // Only who exports loads it.
  const { toPng, toSvg } = await import('html-to-image');
  const options = {
    width: area.width,
    height: area.height,
    pixelRatio: pixelRatioOf(area),
    backgroundColor: getComputedStyle(viewport).getPropertyValue('--sunken'),
    style: {
      width: `${area.width}px`,
      height: `${area.height}px`,
      transform: `translate(${-area.x}px, ${-area.y}px) scale(1)`,
    },
  };
  const url = await (format === 'png' ? toPng : toSvg)(viewport, options);
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.${format}`;
  link.click();
}
