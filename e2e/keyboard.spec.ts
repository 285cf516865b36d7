import { settle } from './support/pages';
import { expect, test } from './support/test';

test.use({ role: 'viewer' });

test('Ctrl+K opens the palette, and a page is reached by typing its name', async ({ page }) => {
  await page.goto('/');
  await settle(page);
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Find' });
  await expect(palette).toBeVisible();
  await page.keyboard.type('waves');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/waves$/);
  await expect(palette).toBeHidden();
});

test('? opens the shortcut sheet and Escape closes it', async ({ page }) => {
  await page.goto('/');
  await settle(page);
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: /shortcuts/i });
  await expect(sheet).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
});

test('t turns the graph into its table twin and back, and the address remembers it', async ({
  page,
}) => {
  await page.goto('/graph');
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
  await page.keyboard.press('t');
  const table = page.getByRole('table', { name: 'Key types and tag families' });
  await expect(table).toBeVisible();
  await expect(page).toHaveURL(/view=table/);
  await page.reload();
  await expect(table).toBeVisible();
  await page.keyboard.press('t');
  await expect(page.locator('.react-flow__node').first()).toBeVisible();
});

test('the first Tab offers to skip to the page, and what has focus is visible', async ({
  page,
}) => {
  await page.goto('/');
  await settle(page);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
});

test('g and a letter goes to a page', async ({ page }) => {
  await page.goto('/');
  await settle(page);
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await expect(page).toHaveURL(/\/audit$/);
});
