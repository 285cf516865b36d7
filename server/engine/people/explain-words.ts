// The verdict in one sentence. Times are told as ages: an instant would be in nobody's time zone.
import type { Explanation, ExplainStep, TouchingWave } from '../types';

/** `product 42 updated (event 8f2)`, `a purge by Ada: wrong price`. */
export function sayCause({ cause }: Pick<TouchingWave, 'cause'>): string {
  const by = cause.actor === undefined ? '' : ` by ${cause.actor}`;
  const why = cause.reason === undefined ? '' : ` (${cause.reason})`;
  if (cause.event !== undefined) {
    const { entity, id, type, eventId } = cause.event;
    return `${entity} ${id} ${type}${eventId === undefined ? '' : ` (event ${eventId})`}`;
  }
  const kinds = {
    call: 'a service call',
    event: 'a change event',
    purge: 'a purge',
    schedule: 'a schedule',
    replay: 'a replay',
  };
  return `${kinds[cause.kind]}${by}${why}`;
}

/** What an event was taken to concern. */
export function sayRule(wave: TouchingWave): string | null {
  if (wave.cause.event === undefined) return null;
  const { entity, id, type } = wave.cause.event;
  return `${entity} ${id} ${type} concerns ${wave.roots.map(sayGuard).join(', ')}`;
}

export function sayVerdict(told: Omit<Explanation, 'verdict'>, nowMs: number): string {
  const age = told.since === null ? null : sayMs(nowMs - new Date(told.since).getTime());
  const loading = told.refreshing ? '; a load is running' : '';
  return `${headOf(told, age)}${loading}.`;
}

function headOf(told: Omit<Explanation, 'verdict'>, age: string | null): string {
  const since = age === null ? '' : ` for ${age}`;
  const word = told.state === 'stale' ? `Stale${since}` : `Not cached${since}`;
  switch (told.reason) {
    case null:
      return `Fresh: loaded ${age} ago${told.loadCostMs ? ` in ${sayMs(told.loadCostMs)}` : ''}, and nothing has invalidated it since`;
    case 'expired':
      return told.state === 'stale'
        ? `Stale${since}: its fresh window has ended; readers get the old value while it is refreshed`
        : `Not cached: its time ended${age === null ? '' : ` ${age} ago`}`;
    case 'invalidated-key':
    case 'invalidated-tag':
    case 'invalidated-dependency':
      return `${word}: ${told.wave === null ? 'it was invalidated' : `${sayCause(told.wave)} invalidated ${sayPath(told.chain)}`}`;
    case 'evicted':
      return 'Not cached: gone before its time without a wave; Redis evicted it, or somebody deleted it by hand';
    case 'loader-failed':
      return `Not cached: its loader failed ${age} ago (${told.failure?.error ?? 'no message'})${sayBefore(told)}`;
    case 'bypass':
      return `Not cached: its last load, ${age} ago, gave nothing that is stored${told.failure?.error ? ` (${told.failure.error})` : ' (no value, and cacheNull is off)'}`;
    case 'store-unavailable':
      return 'Redis does not answer: readers are served from the origin, and nothing more can be told';
    case 'cold':
      return 'Not cached, and nothing is left of it: it was never cached, or it went without a trace';
  }
}

function sayBefore({ wave, chain }: Omit<Explanation, 'verdict'>): string {
  return wave === null ? '' : `, after ${sayCause(wave)} had invalidated ${sayPath(chain)}`;
}

/** `it`, `tag category:shoes, which it carries`, `product:42, on which it depends through listing:shoes`. */
function sayPath(chain: readonly ExplainStep[]): string {
  const root = chain[0];
  if (root === undefined || chain.length < 2) return 'it';
  const through = chain.slice(1, -1).map((step) => sayGuard(step.guard));
  const isTag = root.guard.startsWith('tag:');
  if (through.length === 0)
    return `${sayGuard(root.guard)}, ${isTag ? 'which it carries' : 'on which it depends'}`;
  return `${sayGuard(root.guard)}, which reaches it through ${through.join(', then ')}`;
}

function sayGuard(guard: string): string {
  return guard.startsWith('tag:') ? `tag ${guard.slice(4)}` : guard.replace(/^key:/, '');
}

export function sayMs(ms: number): string {
  const size = Math.max(0, ms);
  if (size < 1000) return `${Math.round(size)} ms`;
  if (size < 59_500) return `${Math.round(size / 1000)} s`;
  if (size < 3_570_000) return `${Math.round(size / 60_000)} min`;
  return size < 84_600_000
    ? `${Math.round(size / 3_600_000)} h`
    : `${Math.round(size / 86_400_000)} d`;
}
