import type { GraphViewModel } from '@/lib/contract';

const header = [
  'id',
  'kind',
  'label',
  'type',
  'level',
  'count',
  'stale',
  'state',
  'ttl_left_ms',
  'hit_ratio',
  'reads_per_min',
  'fan_out',
  'dependencies',
] as const;

/** The view as CSV (RFC 4180), one row per node; what was folded stands in its own rows with its count. */
export function graphToCsv(view: GraphViewModel): string {
  const dependencies = new Map<string, string[]>();
  for (const edge of view.edges) {
    const list = dependencies.get(edge.target) ?? [];
    list.push(`${edge.source} (${edge.kind})`);
    dependencies.set(edge.target, list);
  }
  const rows = view.nodes.map((node) => [
    node.id,
    node.kind,
    node.label,
    node.type,
    node.level,
    node.count,
    node.stale,
    node.state ?? '',
    node.ttlLeftMs ?? '',
    node.hitRatio ?? '',
    node.readsPerMin,
    node.fanOut,
    (dependencies.get(node.id) ?? []).join(' '),
  ]);
  return [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  // A key that starts like a formula must not run in the spreadsheet that opens the file.
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
