'use client';

import { useEffect, useRef } from 'react';
import { toast } from 'sonner';
import { areaOf, type Exporting, exportPicture } from './export-picture';
import { fileNameOf } from './download-csv';
import { sizeOfNode } from './positions';
import type { LaidOut } from './use-layout';

/** Draws the picture into a file as soon as every node is in the page. The ref goes around the canvas. */
export function useExport({ view, positions }: LaidOut, exporting: Exporting | undefined) {
  const root = useRef<HTMLDivElement>(null);
  const format = exporting?.format ?? null;
  const onDone = exporting?.onDone;
  useEffect(() => {
    if (format === null) return;
    let frame = requestAnimationFrame(() => {
      // The second frame has drawn what was culled before.
      frame = requestAnimationFrame(() => void save());
    });
    async function save() {
      const viewport = root.current?.querySelector<HTMLElement>('.react-flow__viewport');
      const boxes = view.nodes.map((node) => ({ id: node.id, ...sizeOfNode(node.kind) }));
      const area = areaOf(positions, boxes);
      try {
        if (viewport && area && format)
          await exportPicture(viewport, area, format, fileNameOf(view));
      } catch (error) {
        toast.error('The picture could not be made', {
          description: error instanceof Error ? error.message : 'The browser gave no reason.',
        });
      } finally {
        onDone?.();
      }
    }
    return () => cancelAnimationFrame(frame);
  }, [format, onDone, view, positions]);
  return root;
}
