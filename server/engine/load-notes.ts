// What a key's last load that stored nothing came to, for an hour: so that people can be told why a key keeps missing,
// also by a process that did not load it. Written only when nothing was stored, and for one key at most every few seconds.
import { FreshetError } from './errors';
import type { Clock, LoadNote, LoadNoteStore } from './ports-process';

const KEPT_MS = 3_600_000;
const AGAIN_MS = 5_000;
/** Keys remembered as told; past it the oldest may be told again early. */
const TOLD_LIMIT = 5_000;
const TEXT_LIMIT = 300;

export class LoadNotes {
  private readonly told = new Map<string, number>();

  constructor(
    private readonly store: LoadNoteStore | null,
    private readonly clock: Pick<Clock, 'now'>,
    private readonly onError: (error: unknown) => void,
  ) {}

  note(key: string, outcome: LoadNote['outcome'], error?: unknown): void {
    const now = this.clock.now();
    if (this.store === null || now - (this.told.get(key) ?? -AGAIN_MS) < AGAIN_MS) return;
    this.told.delete(key);
    this.told.set(key, now);
    for (const oldest of this.told.keys()) {
      if (this.told.size <= TOLD_LIMIT) break;
      this.told.delete(oldest);
    }
    const text = error === undefined ? null : textOf(error);
    this.store.noteLoad(key, { outcome, error: text }, KEPT_MS).catch(this.onError);
  }

  async of(key: string): Promise<(LoadNote & { atMs: number }) | null> {
    return (await this.store?.loadNote(key)) ?? null;
  }
}

function textOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const code = error instanceof FreshetError ? `${error.code}: ` : '';
  return `${code}${text}`.slice(0, TEXT_LIMIT);
}
