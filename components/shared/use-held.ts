'use client';

import { useState } from 'react';

interface Held<T> {
  shown: T;
  /** Newer data waits. */
  waiting: boolean;
  /** For the element over which nothing may move. */
  holdProps: { onPointerEnter: () => void; onPointerLeave: () => void };
}

/** Keeps live data still while the pointer is over it. `of` names what is shown: another thing is never held. */
export function useHeld<T>(value: T, of: string): Held<T> {
  const [held, setHeld] = useState<{ value: T; of: string } | null>(null);
  const holding = held !== null && held.of === of;
  return {
    shown: holding ? held.value : value,
    waiting: holding && held.value !== value,
    holdProps: {
      onPointerEnter: () => setHeld({ value, of }),
      onPointerLeave: () => setHeld(null),
    },
  };
}
