// Each page while it loads and with nothing cached, on a console of its own.
import { expect, test, type Page } from '@playwright/test';
import { type BareConsole, startBareConsole } from './support/bare-console';
import { settle } from './support/pages';

test.describe.configure({ mode: 'serial' });

let bare: BareConsole;
let page: Page;

test.beforeAll(async ({ browser }) => {
  bare = await startBareConsole();
  page = await bare.open(browser, 'admin');
});
test.afterAll(async () => {
  await page.context().close();
  await bare.stop();
});

/** Pages that show what the cache holds. */
const pages = [
  { name: 'Overview', path: '/' },
  { name: 'Graph', path: '/graph' },
  { name: 'Entries', path: '/entries' },
  { name: 'Tags', path: '/tags' },
  { name: 'Waves', path: '/waves' },
  { name: 'Warm', path: '/warm' },
] as const;

const skeletons = () => page.locator('.animate-pulse, [role="status"][aria-label^="Loading"]');

for (const { name, path } of pages) {
  test(`${name}: while it loads, its layout stands and says so`, async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/api/v1/**', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(skeletons().first()).toBeVisible();
    release();
    await settle(page);
    await expect(skeletons()).toHaveCount(0);
    await page.unroute('**/api/v1/**');
  });

  test(`${name}: with nothing cached, it says why it is empty and what to do`, async () => {
    await page.goto(path);
    await settle(page);
    await expect(page.locator('[data-slot="empty"]').first()).toBeVisible();
  });
}
