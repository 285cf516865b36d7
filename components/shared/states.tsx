import {
  CircleCheck,
  CircleDashed,
  CircleX,
  Clock,
  LoaderCircle,
  type LucideIcon,
} from 'lucide-react';
import type { EntryState } from '@/lib/contract';

/** `invalid` is not a stored state: it marks what a wave or purge removes, in charts and lists. */
export type ShownState = EntryState | 'invalid';

interface StateLook {
  word: string;
  icon: LucideIcon;
  /** CSS colour for charts and nodes. */
  color: string;
  meaning: string;
}

/** The one vocabulary of states: word, icon and colour, for badges, graph nodes and charts. */
export const states: Record<ShownState, StateLook> = {
  fresh: {
    word: 'Fresh',
    icon: CircleCheck,
    color: 'var(--fresh)',
    meaning: 'A current value, served as it is',
  },
  stale: {
    word: 'Stale',
    icon: Clock,
    color: 'var(--stale)',
    meaning: 'An old value that may be served while it is refreshed',
  },
  loading: {
    word: 'Loading',
    icon: LoaderCircle,
    color: 'var(--loading)',
    meaning: 'A loader is running for this key',
  },
  missing: {
    word: 'Missing',
    icon: CircleDashed,
    color: 'var(--missing)',
    meaning: 'Nothing is cached: the next read loads it',
  },
  invalid: {
    word: 'Invalidated',
    icon: CircleX,
    color: 'var(--invalid)',
    meaning: 'A wave removed it or marked it stale',
  },
};
