'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { isSingleKey } from '@/lib/shortcuts';
import { navItems } from './nav';

/** How long `g` waits for its second letter. */
const chordMs = 1200;

/** ⌘K / Ctrl K, `?`, and `g` followed by a page's letter. */
export function useShortcuts(actions: { openPalette: () => void; openSheet: () => void }): void {
  const router = useRouter();
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    let chordAt = Number.NEGATIVE_INFINITY;
    function onKey(event: KeyboardEvent) {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        latest.current.openPalette();
        return;
      }
      if (!isSingleKey(event)) return;
      const inChord = event.timeStamp - chordAt < chordMs;
      chordAt = Number.NEGATIVE_INFINITY;
      if (inChord) {
        const item = navItems.find((candidate) => candidate.letter === event.key);
        if (!item) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        router.push(item.href);
      } else if (event.key === 'g') chordAt = event.timeStamp;
      else if (event.key === '?') latest.current.openSheet();
    }
    // Capture: the second letter of a chord must not also be a page's own shortcut.
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, [router]);
}
