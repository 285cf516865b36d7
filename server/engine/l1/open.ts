import { repeat } from '../clock';
import type { GenerationLease } from '../generation';
import type { Clock, Store } from '../ports';
import type { L1 } from './l1';

/**
 * Keeps L1 provably current: asks for the number of the last cut message every quarter of the bound, at once when the
 * backplane came back. A store that does not answer needs no word here: L1 is then not served (P3). Returns what stops it.
 */
export function watchOver(
  l1: L1,
  { store, clock, generation }: { store: Store; clock: Clock; generation: GenerationLease },
): () => void {
  const ask = () => generation.refresh();
  const stopAsking = repeat(clock, l1.freshness.askEveryMs, ask, () => {});
  const stopListening = store.onResubscribe(() => {
    l1.freshness.lost();
    ask().catch(() => {});
  });
  return () => {
    stopAsking();
    stopListening();
    l1.close();
  };
}
