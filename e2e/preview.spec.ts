// What a merchandiser does before publishing: preview, then run, schedule or share. Production build, real Redis.
import type { APIRequestContext, Page } from '@playwright/test';
import { findFaults } from './support/axe';
import { settle } from './support/pages';
import { expect, test } from './support/test';

test.use({ role: 'operator' });

/** Ids of products that a category page shows, once it has been visited. */
async function idsOn(shop: APIRequestContext, category: string): Promise<string[]> {
  const page = await (await shop.get(`/c/${category}`)).text();
  return [...new Set([...page.matchAll(/href="\/p\/(\d+)"/g)].map(([, id = '']) => id))];
}

async function previewOf(page: Page, ids: readonly string[]): Promise<void> {
  await page.goto('/preview');
  await page.getByLabel('Which ones').fill(ids.join('\n'));
  await page.getByRole('button', { name: /^Preview \d+ prices?$/ }).click();
  await expect(page.getByTestId('preview-sentence')).toBeVisible();
}

/** `214` of "… → 214 pages and parts refresh: …". */
async function totalOn(page: Page): Promise<number> {
  const sentence = (await page.getByTestId('preview-sentence').textContent()) ?? '';
  return Number((/→ ([\d,]+) page/.exec(sentence)?.[1] ?? '').replaceAll(',', ''));
}

test('a merchandiser previews three prices and runs the refresh in three clicks: the same number everywhere', async ({
  page,
  shop,
}) => {
  const ids = (await idsOn(shop, 'sandals')).slice(0, 3);
  await page.goto('/preview');
  await page.getByLabel('Which ones').fill(ids.join(', '));
  await page.getByRole('button', { name: 'Preview 3 prices' }).click();

  await expect(page.getByTestId('preview-sentence')).toContainText('3 prices of product');
  const total = await totalOn(page);
  expect(total).toBeGreaterThan(3);
  await expect(page).toHaveURL(/\/preview\?.*id=p_/);
  const busiest = page.getByRole('region', { name: 'Busiest first' });
  await expect(busiest).toContainText(/shows product \d+/);

  await page.getByRole('button', { name: 'Run now…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Reason/).fill('summer prices');
  const [reply] = await Promise.all([
    page.waitForResponse((one) => one.url().endsWith('/apply')),
    dialog.getByRole('button', { name: /^Invalidate \d+ entr/ }).click(),
  ]);
  const { wave } = (await reply.json()) as { wave: { invalidated: number } };
  expect(wave.invalidated).toBe(total);
  await expect(page.getByText(`${total} entries refreshed`, { exact: true })).toBeVisible();

  await page.goto('/audit?action=preview.apply');
  const row = page.getByRole('row').filter({ hasText: 'summer prices' });
  await expect(row).toContainText('3 prices of product');
});

test('the address of a preview shows it again, also after a reload', async ({ page, shop }) => {
  await previewOf(page, (await idsOn(shop, 'boots')).slice(0, 2));
  const sentence = await page.getByTestId('preview-sentence').textContent();
  await page.getByRole('radio', { name: 'Table' }).click();
  await expect(page.getByRole('table', { name: 'Affected entries by type' })).toBeVisible();
  await page.reload();
  await expect(page.getByTestId('preview-sentence')).toHaveText(sentence ?? '');
  await expect(page.getByRole('table', { name: 'Affected entries by type' })).toBeVisible();
});

test('a list is uploaded: its column is found, repeats and faults are told, another column can be taken', async ({
  page,
  shop,
}) => {
  const [a = '', b = ''] = await idsOn(shop, 'boots');
  await page.goto('/preview');
  const text = `name;product_id;shelf\nBoot;${a};7\nBoot;${a};8\nOther;${b};9\nBroken\n`;
  await page
    .getByLabel('Or upload a list')
    .setInputFiles({ name: 'prices.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await expect(page.getByText('2 ids taken (left out: 1 repeated, 1 not usable).')).toBeVisible();
  await expect(page.getByText(/Line 5: has no column product_id/)).toBeVisible();
  await expect(page.getByLabel('Which ones')).toHaveValue(`${a}\n${b}`);
  await page.getByLabel('Ids are in').selectOption('shelf');
  await expect(page.getByLabel('Which ones')).toHaveValue('7\n8\n9');
});

test('what changes is found by name, and a page is asked for by its key and by its address', async ({
  page,
  shop,
}) => {
  await shop.get('/c/sneakers');
  await page.goto('/preview');
  await page.getByLabel('Find by name or id').fill('category:sneakers');
  await page.getByRole('list', { name: 'Found' }).getByRole('button').first().click();
  await expect(page.getByLabel('Of what')).toHaveValue('category');
  await expect(page.getByLabel('Which ones')).toHaveValue('sneakers');
  await page.getByRole('button', { name: 'Preview 1 price' }).click();

  const box = page.getByRole('region', { name: 'Is this page affected?' });
  const field = box.getByLabel('Key or address of a page');
  await field.fill('listing:sneakers:1');
  await box.getByRole('button', { name: 'Check' }).click();
  await expect(box.getByText(/^Yes: it /)).toBeVisible();
  await field.fill('https://shop.example/c/sneakers?page=1');
  await box.getByRole('button', { name: 'Check' }).click();
  await expect(box.getByText('listing:sneakers:1')).toBeVisible();
  await expect(page).toHaveURL(/page=https/);
});

test('nothing matched: two likely causes, and the kind that was meant', async ({ page }) => {
  await page.goto('/preview');
  await page.getByLabel('Of what').fill('prodcut');
  await page.getByLabel('Which ones').fill('42');
  await page.getByRole('button', { name: 'Preview 1 price' }).click();
  const card = page.getByRole('region', { name: 'Nothing matched' });
  await expect(card.getByRole('listitem')).toHaveCount(2);
  await card.getByRole('button', { name: 'product', exact: true }).click();
  await expect(page.getByLabel('Of what')).toHaveValue('product');
  await expect(page.getByLabel('Which ones')).toHaveValue('42');
});

test('a shared link shows the result to somebody without an account, says when it drifted, and nothing else', async ({
  page,
  shop,
  browser,
}) => {
  await shop.get('/c/candles');
  await page.goto('/preview?entity=category&kind=content&ids=candles');
  await page.getByRole('button', { name: 'Preview 1 text or image' }).click();
  const sentence = await page.getByTestId('preview-sentence').textContent();
  await page.getByRole('button', { name: 'Share link' }).click();
  const url = await page.getByRole('dialog').getByLabel('Link').inputValue();
  // More visitors: the second page of the category and what it shows are cached now, too.
  await shop.get('/c/candles?page=2');

  const stranger = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const other = await stranger.newPage();
  await other.goto(url);
  await expect(other.getByText(sentence ?? '', { exact: true })).toBeVisible();
  await expect(
    other.getByText(/^Drifted: \d+ when it was computed, \d+ entries now\./),
  ).toBeVisible();
  await expect(other.getByText(/Read-only/)).toBeVisible();
  await expect(other.locator('meta[name="robots"]').first()).toHaveAttribute('content', /noindex/);
  await expect(other.getByRole('button')).toHaveCount(0);
  await other.goto(`${url.slice(0, -3)}abc`);
  await expect(other.getByRole('heading', { name: 'This link shows nothing' })).toBeVisible();
  await other.goto(new URL('/preview', url).href);
  await expect(other).toHaveURL(/\/sign-in/);
  await stranger.close();
});

test('a refresh is scheduled, waits in the list in local time, and is cancelled', async ({
  page,
  shop,
}) => {
  await previewOf(page, (await idsOn(shop, 'watches')).slice(0, 2));
  await page.getByRole('button', { name: 'Schedule…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('When').fill('2020-01-01T08:00');
  await expect(dialog.getByText('This time is over already.')).toBeVisible();
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16);
  await dialog.getByLabel('When').fill(tomorrow);
  await dialog.getByLabel(/^Reason/).fill('from tomorrow on');
  await dialog.getByRole('button', { name: 'Schedule', exact: true }).click();
  const list = page.getByRole('table', { name: 'Scheduled' });
  const row = list.getByRole('row').filter({ hasText: 'from tomorrow on' });
  await expect(row).toContainText('Waiting');
  await expect(row.locator('time')).toHaveAttribute('datetime', `${tomorrow}:00.000Z`);
  await row.getByRole('button', { name: /^Cancel / }).click();
  await expect(row).toContainText('Cancelled');
});

test.describe('a viewer', () => {
  test.use({ role: 'viewer' });

  test('previews and shares, and reads why running and scheduling are not for viewers', async ({
    page,
    shop,
  }) => {
    await previewOf(page, (await idsOn(shop, 'watches')).slice(0, 1));
    for (const name of ['Run now…', 'Schedule…']) {
      const button = page.getByRole('button', { name });
      await expect(button).toHaveAttribute('aria-disabled', 'true');
      await expect(button).toHaveAccessibleDescription(/operator role/);
    }
    await page.getByRole('button', { name: 'Share link' }).click();
    await expect(page.getByRole('dialog').getByLabel('Link')).toHaveValue(/\/share\/preview\//);
  });
});

test.describe('the states of the page', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });

  test('a result, its dialogs and its shared page: axe finds nothing, wide and narrow, in both themes', async ({
    page,
    shop,
  }) => {
    test.slow();
    await previewOf(page, (await idsOn(shop, 'sneakers')).slice(0, 3));
    const result = page.url();
    await page.getByRole('button', { name: 'Share link' }).click();
    const shared = await page.getByRole('dialog').getByLabel('Link').inputValue();
    await page.keyboard.press('Escape');
    for (const width of [1440, 390])
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        for (const address of [result, shared])
          await test.step(`${address === result ? 'result' : 'shared'}, ${width} px, ${colorScheme}`, async () => {
            await page.goto(address);
            await settle(page);
            expect.soft(await findFaults(page)).toEqual([]);
            const overflow = await page.evaluate(
              () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
            );
            expect.soft(overflow, 'px that the page is wider than the window').toBeLessThan(1);
          });
      }
    await page.goto(result);
    await page.getByRole('button', { name: 'Schedule…' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect.soft(await findFaults(page)).toEqual([]);
  });

  test('a preview that is not kept any more says so, and a new one can be made', async ({
    page,
    expected,
  }) => {
    expected.complaints.push(/status of 404/);
    await page.goto('/preview?id=p_gone');
    await expect(page.getByRole('alert').filter({ hasText: 'could not be read' })).toBeVisible();
    await page.getByRole('button', { name: 'New preview' }).click();
    await expect(page.getByLabel('Which ones')).toBeVisible();
  });
});
