// Stops asking a store that does not answer, so that no caller waits for what will not come (protocol.md, P6).
//   closed      every read asks; FAILURES failures in a row                       -> open
//   open        nobody asks; after a pause, or as soon as the connection is back  -> half-open
//   half-open   one probe asks, in the background, so that no caller waits for it -> closed, or open for twice as long
import type { Clock } from './ports';
import type { BreakerHealth, BreakerState } from './types';

const FAILURES = 5;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;

export class Breaker {
  state: BreakerState = 'closed';
  private failures = 0;
  private opened = 0;
  private since: string;
  private pauseMs = FIRST_PAUSE_MS;
  private timer: { cancel(): void } | null = null;
  private stopped = false;

  constructor(
    private readonly clock: Clock,
    /** Asks the store something small; rejects when it does not answer. */
    private readonly probe: () => Promise<unknown>,
    private readonly onChange: (state: BreakerState) => void,
  ) {
    this.since = clock.date().toISOString();
  }

  health(): BreakerHealth {
    return { state: this.state, since: this.since, opened: this.opened };
  }

  succeeded(): void {
    if (this.failures !== 0 && this.state === 'closed') this.failures = 0;
  }

  failed(): void {
    this.failures++;
    if (this.state === 'closed' && this.failures >= FAILURES) this.open();
  }

  /** The connection is there again: no need to wait for the pause to end. */
  retry(): void {
    if (this.state === 'open') this.tryAgain();
  }

  stop(): void {
    this.stopped = true;
    this.timer?.cancel();
  }

  private open(): void {
    this.turn('open');
    if (this.stopped) return;
    this.timer = this.clock.setTimeout(() => this.tryAgain(), this.pauseMs);
    this.pauseMs = Math.min(2 * this.pauseMs, LONGEST_PAUSE_MS);
  }

  private tryAgain(): void {
    this.timer?.cancel();
    this.turn('half-open');
    this.probe().then(
      () => {
        this.failures = 0;
        this.pauseMs = FIRST_PAUSE_MS;
        this.turn('closed');
      },
      () => this.open(),
    );
  }

  private turn(state: BreakerState): void {
    // A probe that fails is no new opening.
    if (state === 'open' && this.state === 'closed') this.opened++;
    this.state = state;
    this.since = this.clock.date().toISOString();
    this.onChange(state);
  }
}
