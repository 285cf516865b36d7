'use client';

import { useTheme } from 'next-themes';
import { Toaster as Sonner } from 'sonner';

/** Short confirmations, bottom right; anything that needs a decision is a dialog instead. */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      duration={6000}
      closeButton
      toastOptions={{
        classNames: {
          toast:
            '!bg-raised !text-ink !border-line !rounded-lg !shadow-pop !font-sans !text-[13px]',
          description: '!text-ink-muted',
          actionButton: '!bg-accent !text-on-accent',
          closeButton: '!bg-raised !text-ink-muted !border-line',
        },
      }}
    />
  );
}
