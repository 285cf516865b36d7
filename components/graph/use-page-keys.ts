'use client';

import { useEffect } from 'react';

/** `t` and Escape for the page, except while somebody types or a dialog is open. */
export function usePageKeys(keys: { onTwin: () => void; onEscape: () => void }) {
  const { onTwin, onEscape } = keys;
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
      if (isTyping(event.target) || document.querySelector('[role="dialog"]') !== null) return;
      if (event.key === 't') onTwin();
      else if (event.key === 'Escape') onEscape();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [onTwin, onEscape]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select'))
  );
}
