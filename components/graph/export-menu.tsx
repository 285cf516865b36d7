'use client';

import { Download, FileCode2, FileSpreadsheet, ImageDown } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Dropdown, DropdownContent, DropdownItem, DropdownTrigger } from '@/components/ui/dropdown';
import type { GraphViewModel } from '@/lib/contract';
import { downloadCsv } from './download-csv';
import type { PictureFormat } from './export-picture';

/** What is drawn, as a picture or as rows. */
export function ExportMenu({
  view,
  canDraw,
  onPicture,
}: {
  view: GraphViewModel | undefined;
  /** Whether there is a picture to save. */
  canDraw: boolean;
  onPicture: (format: PictureFormat) => void;
}) {
  return (
    <Dropdown>
      <DropdownTrigger asChild>
        <Button disabled={view === undefined}>
          <Download aria-hidden /> Export
        </Button>
      </DropdownTrigger>
      <DropdownContent align="end">
        <DropdownItem disabled={!canDraw} onSelect={() => onPicture('png')}>
          <ImageDown aria-hidden /> Picture (PNG)
        </DropdownItem>
        <DropdownItem disabled={!canDraw} onSelect={() => onPicture('svg')}>
          <FileCode2 aria-hidden /> Drawing (SVG)
        </DropdownItem>
        <DropdownItem onSelect={() => view && downloadCsv(view)}>
          <FileSpreadsheet aria-hidden /> Table (CSV)
        </DropdownItem>
      </DropdownContent>
    </Dropdown>
  );
}
