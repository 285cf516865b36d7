// A store whose wave stops before it marks a chosen guard, until the test lets it go on.
import type { Guard, Store } from '@/server/engine/ports';
import { gate } from './engine';

export function heldMarks(holds: (guard: Guard) => boolean) {
  const reached = gate();
  const proceed = gate();
  const hold = async (guard: Guard) => {
    if (!holds(guard)) return;
    reached.open();
    await proceed.promise;
  };
  const wrapStore = (store: Store): Store => {
    const { mark, markAll, markAndCut } = store;
    return Object.assign(store, {
      // Step by step, so that there is a place between opening and marking.
      openWalk: undefined,
      mark: async (...args: Parameters<typeof mark>) => {
        await hold(args[0]);
        return mark(...args);
      },
      ...(markAll === undefined || markAndCut === undefined
        ? {}
        : {
            markAll: async (...args: Parameters<typeof markAll>) => {
              for (const guard of args[0]) await hold(guard);
              return markAll(...args);
            },
            markAndCut: async (...args: Parameters<typeof markAndCut>) => {
              await hold(args[0]);
              return markAndCut(...args);
            },
          }),
    });
  };
  return { reached, proceed, wrapStore };
}
