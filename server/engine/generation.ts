// Readers hold the namespace's generation with a lease of one second, counted from the moment they asked. Bumping the
// generation makes every entry missing at once, and is complete when the last such lease has run out.
import type { Clock, NamespaceState, ProtocolStore } from './ports';

export const GENERATION_LEASE_MS = 1000;

export class GenerationLease {
  private value = 0;
  private askedAt = Number.NEGATIVE_INFINITY;
  private asking: Promise<number> | null = null;

  constructor(
    private readonly store: ProtocolStore,
    private readonly clock: Clock,
    /** Told every answer, with the time its question was sent. */
    private readonly onAnswer: (state: NamespaceState, sentAt: number) => void = () => {},
  ) {}

  /** The generation, without a round trip while the lease holds. Rejects when the store is away. */
  current(): number | Promise<number> {
    const age = this.clock.now() - this.askedAt;
    if (age < GENERATION_LEASE_MS / 3) return this.value;
    const asked = this.refresh();
    if (age >= GENERATION_LEASE_MS) return asked;
    asked.catch(() => {});
    return this.value;
  }

  /** Asks now, whatever the lease says. */
  refresh(): Promise<number> {
    if (this.asking !== null) return this.asking;
    const sentAt = this.clock.now();
    this.asking = this.store
      .namespaceState()
      .then((state) => {
        this.value = state.generation;
        this.askedAt = sentAt;
        this.onAnswer(state, sentAt);
        return state.generation;
      })
      .finally(() => {
        this.asking = null;
      });
    return this.asking;
  }
}
