'use client';

import { useEffect } from 'react';
import { isSingleKey, isTyping } from '@/lib/shortcuts';

/** `t` (unless single keys are switched off) and Escape, except while somebody types or a dialog is open. */
export function usePageKeys(keys: { onTwin: () => void; onEscape: () => void }) {
  const { onTwin, onEscape } = keys;
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.key === 't' && isSingleKey(event)) onTwin();
      if (event.key === 'Escape' && !event.defaultPrevented && !isTyping(event.target)) onEscape();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [onTwin, onEscape]);
}
