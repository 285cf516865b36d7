// A store whose wave cuts one entry after the other, and stops before a chosen one until the test lets it go on.
import type { CutResult, Store } from '@/server/engine/ports';
import { gate } from './engine';

export function heldCuts(holds: (key: string) => boolean) {
  const reached = gate();
  const proceed = gate();
  const wrapStore = (store: Store): Store => {
    const { cut } = store;
    return Object.assign(store, {
      // Step by step, so that there is a place between two cuts.
      openWalk: undefined,
      markAll: undefined,
      markAndCut: undefined,
      cut: async (...[keys, ...how]: Parameters<typeof cut>): Promise<CutResult> => {
        const whole: CutResult = { letters: '', refs: [] };
        for (const key of keys) {
          if (holds(key)) {
            reached.open();
            await proceed.promise;
          }
          const one = await cut([key], ...how);
          whole.letters += one.letters;
          whole.refs.push(...one.refs);
        }
        return whole;
      },
    });
  };
  return { reached, proceed, wrapStore };
}
