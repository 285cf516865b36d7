import type { Rules } from '@/server/engine/rules';
import type { Load } from './shop';

/** Rules without which a load that began before an invalidation leaves old data behind: the controls run without them. */
export const unguarded: Partial<Rules> = {
  fence: false,
  checkMarkers: false,
  joinPublished: false,
};

/** One line of what a run did and saw. */
export function report(name: string, load: Load, faults: number): void {
  const { reads, invalidations, violations } = load.history;
  const errors = Object.entries(load.errors).map(([code, count]) => `${count} ${code}`);
  console.log(
    `${name}: ${reads} reads, ${invalidations} invalidations, ${load.retried} tried again, ${faults} faults, errors to readers: ${errors.join(', ') || 'none'}, violations: ${violations.length}`,
  );
}
