'use client';

import { ArrowUp } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/lib/format';

/** `12 new`: rows that wait so that nothing moves under the pointer. */
export function NewRowsButton({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <span aria-live="polite">
      {count > 0 && (
        <Button size="sm" variant="primary" onClick={onShow}>
          <ArrowUp aria-hidden /> {formatCount(count)} new
        </Button>
      )}
    </span>
  );
}
