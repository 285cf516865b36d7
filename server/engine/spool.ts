// Invalidations that the store could not take (protocol.md, P7): written down durably before the call answers `pending`,
// applied as soon as the store answers again, and until then this process reads nothing from the store. Other processes
// know nothing of them before they are applied.
//
// A record is removed only after its wave has resolved: a process killed in between applies it again at its next start,
// which changes nothing (a wave is idempotent, P4).
import { FreshetError, type FreshetErrorCode, isFreshetError } from './errors';
import type { Gate } from './gate';
import type { Clock, SpoolFile } from './ports';
import { forEachLimit } from './semaphore';
import type { Told } from './settling';
import type { SpoolHealth, SpoolNotice, Targets } from './types';

export interface SpooledInvalidation {
  id: string;
  at: string;
  targets: Targets;
  told: Told;
}

/** Asking again would end the same way. */
const IMPOSSIBLE: ReadonlySet<FreshetErrorCode> = new Set([
  'invalid-key',
  'invalid-tag',
  'invalid-option',
  'plan-too-large',
]);
const MOST_RECORDS = 100_000;
const AT_ONCE = 16;
const RETRY_MS = 250;
const LONGEST_RETRY_MS = 5000;

export interface SpoolParts {
  file: SpoolFile;
  clock: Clock;
  gate: Gate;
  /** Runs the wave; rejects while the store is away. */
  apply: (record: SpooledInvalidation) => Promise<unknown>;
  /** Makes everything of the namespace missing: for a record that can never run as it was asked for. */
  giveUp: () => Promise<unknown>;
  onNotice: (notice: SpoolNotice) => void;
}

export class Spool {
  private readonly waiting = new Map<string, SpooledInvalidation>();
  private draining: Promise<void> | null = null;
  private timer: { cancel(): void } | null = null;
  private retryMs = RETRY_MS;
  private spooled = 0;
  private drained = 0;
  private lastError: string | null = null;
  private stopped = false;
  /** A record of an earlier life is lost: everything is taken for invalidated. */
  private isDamaged = false;

  constructor(private readonly parts: SpoolParts) {
    for (const text of parts.file.recovered) {
      if (text === null) {
        this.isDamaged = true;
        continue;
      }
      const record = JSON.parse(text) as SpooledInvalidation;
      this.waiting.set(record.id, record);
    }
    if (this.waiting.size > 0 || this.isDamaged) this.shut();
  }

  /** Durable when it resolves; from this call on nothing is read from the store. */
  async add(record: SpooledInvalidation): Promise<void> {
    if (this.waiting.size >= MOST_RECORDS) {
      throw new FreshetError(
        'store-unavailable',
        `${MOST_RECORDS} invalidations wait for the store already, and no more are kept: try again when it is back`,
      );
    }
    this.waiting.set(record.id, record);
    this.shut();
    try {
      await this.parts.file.append(JSON.stringify(record));
    } catch (error) {
      this.waiting.delete(record.id);
      this.openIfEmpty();
      throw new FreshetError(
        'store-unavailable',
        'the store did not answer, and the invalidation could not be written to spoolDir: nothing was invalidated',
        { cause: error },
      );
    }
    this.spooled++;
    this.tell('spooled');
    this.drainLater();
  }

  /** Applies what waits; resolves when nothing waits any more or the store is still away. Never rejects. */
  drain(): Promise<void> {
    this.timer?.cancel();
    this.timer = null;
    if (this.waiting.size === 0 && !this.isDamaged) return Promise.resolve();
    this.draining ??= this.drainAll().finally(() => {
      this.draining = null;
      if (this.waiting.size > 0 || this.isDamaged) this.drainLater();
    });
    return this.draining;
  }

  health(): SpoolHealth {
    const oldest = [...this.waiting.values()][0];
    const age =
      oldest === undefined ? null : this.parts.clock.date().getTime() - Date.parse(oldest.at);
    return {
      waiting: this.waiting.size,
      oldestAgeMs: age === null ? null : Math.max(0, age),
      spooled: this.spooled,
      drained: this.drained,
      lastError: this.lastError,
    };
  }

  /** What waits stays in the file for the next start. */
  async close(): Promise<void> {
    this.stopped = true;
    this.timer?.cancel();
    await this.draining;
    await this.parts.file.close();
  }

  private async drainAll(): Promise<void> {
    try {
      if (this.isDamaged) await this.parts.giveUp();
      this.isDamaged = false;
      await forEachLimit([...this.waiting.values()], AT_ONCE, async (record) => {
        await this.applyOne(record);
        this.waiting.delete(record.id);
        this.drained++;
      });
    } catch (error) {
      this.lastError = error instanceof Error ? error.message : String(error);
      this.tell('waiting');
      return;
    }
    // More may have come while those were applied.
    if (this.waiting.size > 0) return this.drainAll();
    this.retryMs = RETRY_MS;
    this.lastError = null;
    this.openIfEmpty();
    this.tell('drained');
    await this.forget();
  }

  private async applyOne(record: SpooledInvalidation): Promise<void> {
    try {
      await this.parts.apply(record);
    } catch (error) {
      if (!isFreshetError(error) || !IMPOSSIBLE.has(error.code)) throw error;
      // What was asked for cannot be done (a prefix that matches too many keys by now): everything goes, rather than too little.
      await this.parts.giveUp();
    }
  }

  /** A file that cannot be emptied is only applied again. */
  private async forget(): Promise<void> {
    try {
      await this.parts.file.clear();
    } catch (error) {
      this.lastError = `the spool file could not be emptied: ${String(error)}`;
    }
  }

  private drainLater(): void {
    if (this.timer !== null || this.stopped) return;
    this.timer = this.parts.clock.setTimeout(() => {
      this.timer = null;
      void this.drain();
    }, this.retryMs);
    this.retryMs = Math.min(2 * this.retryMs, LONGEST_RETRY_MS);
  }

  private shut(): void {
    this.parts.gate.shut('spool', 'invalidations of this process wait to be applied');
  }

  private openIfEmpty(): void {
    if (this.waiting.size === 0 && !this.isDamaged) this.parts.gate.open('spool');
  }

  private tell(kind: SpoolNotice['kind']): void {
    this.parts.onNotice({ kind, waiting: this.waiting.size });
  }
}

/** The store could not be asked, or not to the end: the same call can succeed later. */
export const isAway = (error: unknown): boolean =>
  isFreshetError(error, 'store-unavailable') || isFreshetError(error, 'invalidation-incomplete');
