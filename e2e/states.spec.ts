// Each page in each of its states, on a console of its own: empty, loading, without its Redis, and with more than fits.
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

test('without its Redis each page says what failed and what to do, and comes back by "Try again"', async () => {
  test.slow();
  await bare.cache.set('product:1', { price: 1 }, { ttl: 600, tags: ['category:shoes'] });
  await bare.redis.stop();
  for (const { path } of pages) {
    await test.step(path, async () => {
      await page.goto(path);
      const alert = page.getByRole('main').getByRole('alert').first();
      await expect(alert).toBeVisible();
      await expect(alert.getByRole('link', { name: 'store-unavailable' })).toBeVisible();
    });
  }
  await test.step('what needs no Redis still works', async () => {
    await page.goto('/audit');
    await settle(page);
    await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0);
  });
  await page.goto('/tags');
  const retry = page.getByRole('main').getByRole('button', { name: 'Try again' }).first();
  await expect(retry).toBeVisible();
  await bare.redis.start();
  await expect(async () => {
    if (await retry.isVisible()) await retry.click();
    await expect(page.getByText('category:shoes').first()).toBeVisible({ timeout: 1000 });
  }).toPass();
});

test('when Redis goes away under an open page, what was last read stays, with its age', async () => {
  await page.goto('/tags');
  await settle(page);
  await expect(page.getByText('category:shoes').first()).toBeVisible();
  await bare.redis.stop();
  await expect(page.getByText(/Shown below is what was read/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('category:shoes').first()).toBeVisible();
  await bare.redis.start();
  await expect(page.getByText(/Shown below is what was read/)).toHaveCount(0, { timeout: 60_000 });
});

test('a tag of 12,000: every number says how much there is, and nothing is cut silently', async () => {
  test.slow();
  const keys = Array.from({ length: 12_000 }, (_, index) => `article:${index}`);
  for (let from = 0; from < keys.length; from += 500)
    await Promise.all(
      keys
        .slice(from, from + 500)
        .map((key) => bare.cache.set(key, 1, { ttl: 3600, tags: ['range:all'] })),
    );
  await page.goto(`/tags/${encodeURIComponent('range:all')}`);
  await settle(page);
  await expect(page.getByText(/12,000/).first()).toBeVisible();
  await page.goto(`/graph?focus=${encodeURIComponent('tag:range:all')}`);
  await settle(page);
  await expect(page.getByText(/of 12,00\d/).first()).toBeVisible();
  await page.goto('/entries?type=article');
  await settle(page);
  await expect(page.getByText(/of 12,00\d/).first()).toBeVisible();
  // The list holds what is on the screen, not what is in the cache.
  expect(await page.locator('[role="row"], tr').count()).toBeLessThan(300);
});
