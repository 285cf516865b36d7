import type { ImpactEntryView } from '@/lib/contract';
import { describeReason } from '@/lib/reason-words';

export const previewRowHeader = [
  'key',
  'type',
  'depth',
  'state',
  'reads_last_hour',
  'load_ms',
  'reason',
  'path',
] as const;

/** One affected entry as a line of a file. */
export function previewRow(entry: ImpactEntryView): (string | number)[] {
  return [
    entry.key,
    entry.type,
    entry.depth,
    entry.state,
    entry.reads,
    Math.round(entry.loadCostMs * 10) / 10,
    describeReason(entry),
    entry.path.join(' > '),
  ];
}
