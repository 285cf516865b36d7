'use client';

import type { ReactNode } from 'react';
import { Button, type ButtonProps } from '@/components/ui/button';
import { Tooltip } from '@/components/ui/tooltip';

/**
 * A button that stays reachable when it may not be used: `aria-disabled` keeps it focusable, so that the reason can
 * be read by keyboard and screen reader too.
 */
export function GatedButton({
  whyNot,
  onClick,
  children,
  ...props
}: Omit<ButtonProps, 'onClick'> & {
  whyNot: string | null;
  onClick: () => void;
  children: ReactNode;
}) {
  if (whyNot === null)
    return (
      <Button onClick={onClick} {...props}>
        {children}
      </Button>
    );
  return (
    <Tooltip content={whyNot}>
      <Button aria-disabled aria-description={whyNot} {...props}>
        {children}
      </Button>
    </Tooltip>
  );
}
