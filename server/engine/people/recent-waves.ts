// The journal's newest waves, read once and then only what was added: the entry table and explain ask for them often.
import type { TouchingWave, WaveRecord } from '../types';
import { type JournalStore, listWaves } from './waves';

/** Waves kept; what is older is said to be unknown. */
const KEPT = 1_000;
const PAGE = 200;

export interface RecentWave {
  id: string;
  position: string;
  sequence: number;
  startedAt: string;
  cause: WaveRecord['cause'];
  roots: string[];
  mode: WaveRecord['mode'];
  touched: ReadonlyMap<string, { depth: number; via: string | null }>;
  /** It touched more than it names: that a key is not among them says nothing. */
  isPartial: boolean;
}

export interface WaveMemory {
  /** Newest first. */
  waves: readonly RecentWave[];
  /** Start of the oldest one; null when there is none. */
  since: string | null;
  /** There are, or were, older ones. */
  isTrimmed: boolean;
}

export class RecentWaves {
  private waves: readonly RecentWave[] = [];
  private isTrimmed = false;
  private reading: Promise<WaveMemory> | null = null;

  constructor(
    private readonly store: JournalStore,
    private readonly limits: { kept: number; page: number } = { kept: KEPT, page: PAGE },
  ) {}

  read(): Promise<WaveMemory> {
    this.reading ??= this.catchUp().finally(() => {
      this.reading = null;
    });
    return this.reading;
  }

  private async catchUp(): Promise<WaveMemory> {
    const newest = this.waves[0]?.position;
    const added: RecentWave[] = [];
    let before: string | undefined;
    for (;;) {
      const { waves, cursor } = await listWaves(this.store, {
        ...(newest === undefined ? {} : { after: newest }),
        ...(before === undefined ? {} : { before }),
        limit: this.limits.page,
      });
      // Running waves have no position yet and no result.
      for (const wave of waves) if (wave.state === 'complete') added.push(remember(wave));
      if (cursor === null) break;
      if (added.length >= this.limits.kept) {
        this.isTrimmed = true;
        break;
      }
      before = cursor;
    }
    const all = [...added, ...this.waves];
    if (all.length > this.limits.kept) this.isTrimmed = true;
    this.waves = all.slice(0, this.limits.kept);
    const since = this.waves.at(-1)?.startedAt ?? null;
    return { waves: this.waves, since, isTrimmed: this.isTrimmed };
  }
}

function remember(wave: WaveRecord): RecentWave {
  const { id, position, sequence, startedAt, cause, roots, mode, touched, touchedTotal } = wave;
  return {
    id,
    position,
    sequence,
    startedAt,
    cause,
    roots,
    mode,
    touched: new Map(touched.map(({ key, depth, via }) => [key, { depth, via }])),
    isPartial: touchedTotal > touched.length,
  };
}

/** The wave is known to name the key among its targets: by itself or by a prefix. */
export function isTarget(wave: Pick<RecentWave, 'roots'>, key: string): boolean {
  return wave.roots.some(
    (root) =>
      root === `key:${key}` || (root.startsWith('prefix:') && key.startsWith(root.slice(7))),
  );
}

export function touchingWave(wave: RecentWave, depth: number | null): TouchingWave {
  const { id, sequence, startedAt, cause, roots, mode } = wave;
  return { id, sequence, at: startedAt, cause, roots: roots.slice(0, 20), mode, depth };
}
