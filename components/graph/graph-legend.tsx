import { states } from '@/components/shared/states';
import type { EntryState, GraphEdgeView, GraphViewModel } from '@/lib/contract';

const edges: {
  kind: GraphEdgeView['kind'];
  word: string;
  meaning: string;
  dash: string;
  width: number;
}[] = [
  { kind: 'tag', word: 'Tag', meaning: 'the entry carries the tag', dash: '0.5 5', width: 2.25 },
  { kind: 'declared', word: 'Declared', meaning: 'named by the service', dash: '', width: 2.25 },
  {
    kind: 'captured',
    word: 'Captured',
    meaning: 'seen while it was loaded',
    dash: '7 4',
    width: 1.5,
  },
];
const shownStates: EntryState[] = ['fresh', 'stale', 'loading', 'missing'];

/** What the lines and icons mean. */
export function GraphLegend({ level }: { level: GraphViewModel['level'] }) {
  return (
    <dl className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-ink-muted">
      {edges.map(({ kind, word, meaning, dash, width }) => (
        <div key={kind} className="flex items-center gap-1.5">
          <dt className="flex items-center gap-1.5">
            <svg width="30" height="8" aria-hidden className="text-ink-muted">
              <line
                x1="2"
                y1="4"
                x2="28"
                y2="4"
                stroke="currentColor"
                strokeWidth={width}
                strokeDasharray={dash}
                strokeLinecap={kind === 'tag' ? 'round' : 'butt'}
              />
            </svg>
            <span className="text-ink">{word}</span>
          </dt>
          <dd className="max-xl:sr-only">{meaning}</dd>
        </div>
      ))}
      {level === 'key' &&
        shownStates.map((state) => {
          const { icon: Icon, word, color, meaning } = states[state];
          return (
            <div key={state} className="flex items-center gap-1">
              <dt className="flex items-center gap-1 text-ink">
                <Icon className="size-3.5" style={{ color }} aria-hidden />
                {word}
              </dt>
              <dd className="sr-only">{meaning}</dd>
            </div>
          );
        })}
    </dl>
  );
}
