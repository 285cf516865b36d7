// Every page of the console, for the tests that hold for all of them.
import { expect, type Page } from '@playwright/test';
import type { Role } from './world';

export interface ConsolePage {
  name: string;
  path: string;
  signedOut?: boolean;
  /** Who sees it; default an operator. */
  role?: Role;
}

export const consolePages: readonly ConsolePage[] = [
  { name: 'Overview', path: '/' },
  { name: 'Graph, types', path: '/graph' },
  { name: 'Graph, around a key', path: '/graph?focus=key%3Aproduct%3A42' },
  { name: 'Graph, table twin', path: '/graph?view=table' },
  { name: 'Preview', path: '/preview?entity=product&ids=42,43' },
  { name: 'Graph, a selection', path: '/graph?select=tag%3Acategory%3Asneakers%2B' },
  {
    name: 'Graph, a selection as a table',
    path: '/graph?select=tag%3Acategory%3Asneakers%2B%2Ctype%3Aproduct&view=table',
  },
  { name: 'Entries', path: '/entries' },
  { name: 'Entries by tag', path: '/entries?group=tag' },
  { name: 'Entry', path: '/entries/product%3A42' },
  { name: 'Entry that is not cached', path: '/entries/never%3Awas' },
  { name: 'Tags', path: '/tags' },
  { name: 'Tags, whose purges match nothing', path: '/tags?show=unmatched' },
  { name: 'Tag', path: '/tags/category%3Asneakers' },
  { name: 'Waves', path: '/waves' },
  { name: 'Waves, filtered', path: '/waves?cause=purge&match=none' },
  { name: 'Events, sources', path: '/events' },
  { name: 'Events, log', path: '/events?tab=log' },
  { name: 'Events, rules', path: '/events?tab=rules' },
  { name: 'Purge', path: '/purge?kind=tags&targets=category%3Asneakers' },
  { name: 'Warm', path: '/warm' },
  { name: 'Audit', path: '/audit' },
  { name: 'Settings, users', path: '/settings', role: 'admin' },
  { name: 'Settings, tokens', path: '/settings?tab=tokens', role: 'admin' },
  { name: 'Settings, guardrails', path: '/settings?tab=guardrails', role: 'admin' },
  { name: 'Settings, own account', path: '/settings' },
  { name: 'API reference', path: '/docs/api' },
  { name: 'Problems', path: '/docs/problems' },
  { name: 'Sign in', path: '/sign-in', signedOut: true },
];

/** Resolves when the page is alive (its scripts run), shows its data (no skeleton is left) and nothing moves any more. */
export async function settle(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  const live = page.getByRole('button', { name: /^(Live|Paused)\. / });
  const inShell = (await page.getByRole('navigation', { name: 'Pages' }).count()) > 0;
  if (inShell) await expect(live).toBeVisible();
  await expect(page.locator('[role="status"][aria-label^="Loading"]')).toHaveCount(0);
  await page.evaluate(async () => {
    const endless = (animation: Animation) =>
      animation.effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY;
    const running = document.getAnimations().filter((animation) => !endless(animation));
    await Promise.allSettled(running.map((animation) => animation.finished));
  });
}
