import type { EngineEvents } from './types';

type Listener<E extends keyof EngineEvents> = (notice: EngineEvents[E]) => void;

/** Typed events; a listener that throws does not disturb the engine or the other listeners. */
export class Emitter {
  private readonly listeners: { [E in keyof EngineEvents]?: Set<Listener<E>> } = {};
  /** Somebody listens to lookups: a plain field, because every hit asks. */
  hearsLookups = false;

  on<E extends keyof EngineEvents>(event: E, listener: Listener<E>): () => void {
    const set: Set<Listener<E>> = this.setOf(event);
    set.add(listener);
    this.hearsLookups = this.has('lookup');
    return () => {
      set.delete(listener);
      this.hearsLookups = this.has('lookup');
    };
  }

  has(event: keyof EngineEvents): boolean {
    return (this.listeners[event]?.size ?? 0) > 0;
  }

  emit<E extends keyof EngineEvents>(event: E, notice: EngineEvents[E]): void {
    const set = this.listeners[event];
    if (set === undefined) return;
    for (const listener of set) {
      try {
        listener(notice);
      } catch {
        // The listener's own concern: a broken metrics hook must not fail a read.
      }
    }
  }

  private setOf<E extends keyof EngineEvents>(event: E): Set<Listener<E>> {
    const known: Set<Listener<E>> | undefined = this.listeners[event];
    if (known !== undefined) return known;
    const made = new Set<Listener<E>>();
    Object.assign(this.listeners, { [event]: made });
    return made;
  }
}
