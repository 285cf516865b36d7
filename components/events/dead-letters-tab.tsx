'use client';

import { MailCheck } from 'lucide-react';
import { EmptyState } from '@/components/shared/empty-state';
import { EventList } from './event-list';

/** Events that were given up and that nobody has replayed yet. */
export function DeadLettersTab() {
  return (
    <EventList
      label="Dead letters"
      filters={{ open: 'yes' }}
      empty={
        <EmptyState icon={MailCheck} title="No dead letters">
          An event that fails ten times by itself ends here, and nothing more is done about it until
          somebody replays it. While Redis is away events wait instead.
        </EmptyState>
      }
    />
  );
}
