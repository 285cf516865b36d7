import type { Column } from '@/components/shared/data-table';
import { StateBadge } from '@/components/shared/state-badge';
import type { GraphEdgeView, GraphNodeView, GraphViewModel } from '@/lib/contract';
import { formatCount, formatRatio } from '@/lib/format';
import { describeGuard } from '@/lib/words';
import { showText } from '@/lib/show-text';
import { edgeWord, kindWord, nameOfId, readsWord, staleShare, ttlWord } from './node-words';

export interface GraphRow {
  node: GraphNodeView;
  /** Edges into the node: what it depends on in this view. */
  from: readonly GraphEdgeView[];
}

/** The table twin's rows: every node of the view, folded groups included. */
export function toGraphRows(view: GraphViewModel): GraphRow[] {
  const from = new Map<string, GraphEdgeView[]>();
  for (const edge of view.edges) {
    const list = from.get(edge.target);
    if (list === undefined) from.set(edge.target, [edge]);
    else list.push(edge);
  }
  return view.nodes.map((node) => ({ node, from: from.get(node.id) ?? [] }));
}

function wordOfId(id: string): string {
  const named = describeGuard(id);
  return named === showText(id) ? showText(nameOfId(id)) : named;
}

const SHOWN_SOURCES = 2;
function describeSources(from: readonly GraphEdgeView[]): string {
  if (from.length === 0) return '–';
  const named = from
    .slice(0, SHOWN_SOURCES)
    .map((edge) => `${wordOfId(edge.source)} (${edgeWord(edge.kind)})`);
  const more = from.length - named.length;
  return more > 0 ? `${named.join(', ')} and ${formatCount(more)} more` : named.join(', ');
}

/** Columns of the twin; the first cell is the button that selects the node. */
export function graphColumns(
  { level, focus }: Pick<GraphViewModel, 'level' | 'focus'>,
  onSelect: (id: string) => void,
): Column<GraphRow>[] {
  const name: Column<GraphRow> = {
    id: 'node',
    header: level === 'type' ? 'Group' : 'Node',
    width: 'minmax(0,2.2fr)',
    primary: true,
    sortValue: ({ node }) => node.label,
    cell: ({ node }) => (
      <button
        type="button"
        data-node-id={node.id}
        onClick={() => onSelect(node.id)}
        className="flex w-full min-w-0 items-baseline gap-2 rounded-sm py-0.5 text-left -outline-offset-2 after:absolute after:inset-0 hover:text-accent-strong"
      >
        <bdi className="min-w-0 font-mono text-[12.5px] max-md:break-all md:truncate">
          {showText(node.label)}
        </bdi>
        <span className="shrink-0 text-xs font-normal text-ink-muted">{kindWord(node.kind)}</span>
      </button>
    ),
  };
  const shared: Column<GraphRow>[] = [
    {
      id: 'reads',
      header: 'Reads',
      width: '5.5rem',
      align: 'right',
      sortValue: ({ node }) => node.readsPerMin,
      cell: ({ node }) => <span>{readsWord(node) ?? '–'}</span>,
    },
    {
      id: 'fanout',
      header: 'Dependents',
      width: '6.5rem',
      align: 'right',
      sortValue: ({ node }) => node.fanOut,
      cell: ({ node }) => <span>{formatCount(node.fanOut)}</span>,
    },
    {
      id: 'from',
      header: 'Depends on',
      width: 'minmax(0,2fr)',
      cell: ({ from }) => (
        <bdi
          className="block min-w-0 text-xs text-ink-muted max-md:text-right max-md:break-words md:truncate"
          title={describeSources(from)}
        >
          {describeSources(from)}
        </bdi>
      ),
    },
  ];
  return [name, ...(level === 'type' ? groupColumns : entryColumns(focus !== null)), ...shared];
}

const groupColumns: Column<GraphRow>[] = [
  {
    id: 'count',
    header: 'Entries or tags',
    width: '7.5rem',
    align: 'right',
    sortValue: ({ node }) => node.count,
    cell: ({ node }) => <span>{formatCount(node.count)}</span>,
  },
  {
    id: 'hits',
    header: 'Hit ratio',
    width: '5.5rem',
    align: 'right',
    sortValue: ({ node }) => node.hitRatio,
    cell: ({ node }) => <span>{formatRatio(node.hitRatio)}</span>,
  },
  {
    id: 'stale',
    header: 'Stale',
    width: '5.5rem',
    align: 'right',
    sortValue: ({ node }) => staleShare(node),
    cell: ({ node }) => <span>{node.kind === 'type' ? formatRatio(staleShare(node)) : '–'}</span>,
  },
];

const entryColumns = (hasFocus: boolean): Column<GraphRow>[] => [
  {
    id: 'level',
    header: 'Steps',
    width: '4.5rem',
    align: 'right',
    sortValue: ({ node }) => node.level,
    cell: ({ node }) => <span>{hasFocus ? stepWord(node.level) : node.level}</span>,
  },
  {
    id: 'state',
    header: 'State',
    width: '7rem',
    sortValue: ({ node }) => node.state,
    cell: ({ node }) => {
      const state = node.state ?? (node.kind === 'entry' ? 'invalid' : null);
      return state === null ? <span>–</span> : <StateBadge state={state} />;
    },
  },
  {
    id: 'ttl',
    header: 'TTL left',
    width: '5.5rem',
    align: 'right',
    sortValue: ({ node }) => node.ttlLeftMs,
    cell: ({ node }) => <span>{ttlWord(node.ttlLeftMs)}</span>,
  },
];

/** Steps from the focus: upstream with a minus, as the server counts them. */
function stepWord(level: number): string {
  if (level === 0) return 'focus';
  return level < 0 ? `−${-level}` : `+${level}`;
}
