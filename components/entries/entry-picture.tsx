import Link from 'next/link';
import { states } from '@/components/shared/states';
import { Card } from '@/components/ui/card';
import type { ExplanationView } from '@/lib/contract';
import { formatCount } from '@/lib/format';
import { entryHref, parseGuard } from '@/lib/guard';
import { showText } from '@/lib/show-text';

const shownPerSide = 6;
const rowHeight = 34;
const width = { side: 36 } as const;

interface Place {
  id: string;
  name: string;
  href: string;
}

function placesOf(told: ExplanationView): { left: Place[]; right: Place[] } {
  const direct = told.upstream.filter((one) => one.depth <= 1);
  const left = direct.map(({ guard }) => {
    const parsed = parseGuard(guard);
    const name = parsed?.name ?? guard;
    const href = parsed?.kind === 'tag' ? `/tags/${encodeURIComponent(name)}` : entryHref(name);
    return { id: guard, name: parsed?.kind === 'tag' ? `# ${name}` : name, href };
  });
  const right = told.downstream.sample
    .filter((one) => one.depth <= 1)
    .map(({ key }) => ({ id: key, name: key, href: entryHref(key) }));
  return { left, right };
}

const middleOf = (at: number, count: number, height: number) =>
  height / 2 + (at - (count - 1) / 2) * rowHeight;

/** The entry between what it is made of and what is made of it; the lists below say the same. */
export function EntryPicture({ told }: { told: ExplanationView }) {
  const { left, right } = placesOf(told);
  const shown = { left: left.slice(0, shownPerSide), right: right.slice(0, shownPerSide) };
  const height = Math.max(1, shown.left.length, shown.right.length) * rowHeight + 16;
  if (left.length + right.length === 0) return null;
  return (
    <Card aria-label="Direct neighbours" className="max-md:hidden">
      <figure className="p-3">
        <div className="relative" style={{ height }}>
          <svg
            aria-hidden
            className="absolute inset-0 size-full text-line-strong"
            viewBox={`0 0 100 ${height}`}
            preserveAspectRatio="none"
          >
            {shown.left.map((place, at) => (
              <Edge
                key={place.id}
                from={[width.side, middleOf(at, shown.left.length, height)]}
                to={[49.4, height / 2]}
              />
            ))}
            {shown.right.map((place, at) => (
              <Edge
                key={place.id}
                from={[50.6, height / 2]}
                to={[100 - width.side, middleOf(at, shown.right.length, height)]}
              />
            ))}
          </svg>
          {shown.left.map((place, at) => (
            <Chip
              key={place.id}
              place={place}
              top={middleOf(at, shown.left.length, height)}
              side="left"
            />
          ))}
          <span
            className="absolute size-4 rounded-full border-2 border-surface"
            style={{
              left: 'calc(50% - 8px)',
              top: height / 2 - 8,
              background: states[told.state ?? 'missing'].color,
            }}
          />
          {shown.right.map((place, at) => (
            <Chip
              key={place.id}
              place={place}
              top={middleOf(at, shown.right.length, height)}
              side="right"
            />
          ))}
        </div>
        <figcaption className="mt-1 flex justify-between gap-4 text-xs text-ink-muted">
          <span>Made of {countOf(shown.left.length, left.length)}</span>
          <span>{countOf(shown.right.length, right.length)} directly made of it</span>
        </figcaption>
      </figure>
    </Card>
  );
}

function countOf(shown: number, total: number): string {
  return shown < total ? `${formatCount(total)} (${shown} shown)` : formatCount(total);
}

function Edge({ from, to }: { from: [number, number]; to: [number, number] }) {
  const middle = (from[0] + to[0]) / 2;
  return (
    <path
      d={`M ${from[0]} ${from[1]} C ${middle} ${from[1]}, ${middle} ${to[1]}, ${to[0]} ${to[1]}`}
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      vectorEffect="non-scaling-stroke"
    />
  );
}

function Chip({ place, top, side: at }: { place: Place; top: number; side: 'left' | 'right' }) {
  return (
    <Link
      href={place.href}
      title={showText(place.name)}
      className="absolute flex h-7 items-center rounded-md border border-line bg-surface px-2 hover:border-accent"
      style={{ top: top - 14, width: `${width.side}%`, [at]: 0 }}
    >
      <bdi className="truncate font-mono text-xs">{showText(place.name)}</bdi>
    </Link>
  );
}
