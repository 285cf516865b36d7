import type { Page } from '@playwright/test';
import { expect, test } from './support/test';

test.use({ role: 'operator' });

/** The number in "Refresh 214 entries". */
async function countOn(page: Page): Promise<number> {
  const button = page.getByRole('dialog').getByRole('button', { name: /^(Refresh|Remove) / });
  await expect(button).toBeEnabled();
  const text = (await button.textContent()) ?? '';
  return Number(text.replaceAll(/\D/g, ''));
}

test('an operator purges a tag: the preview, the button, the wave and the audit row tell the same number', async ({
  page,
  shop,
}) => {
  const tag = 'category:tents';
  await shop.get('/c/tents');
  await page.goto(`/tags/${encodeURIComponent(tag)}`);
  await page
    .getByRole('button', { name: `Purge tag ${tag}` })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: `Purge tag ${tag}` });
  const count = await countOn(page);
  expect(count).toBeGreaterThan(1);
  await expect(dialog.getByTestId('impact-sentence')).toContainText(String(count));
  const reason = 'the campaign photos were replaced';
  await dialog.getByLabel(/^Reason/).fill(reason);
  const [reply] = await Promise.all([
    page.waitForResponse((one) => one.url().endsWith('/api/v1/purges')),
    dialog.getByRole('button', { name: /^Refresh / }).click(),
  ]);
  const { wave } = (await reply.json()) as { wave: { invalidated: number } };
  expect(wave.invalidated).toBe(count);
  await expect(page.getByText(`${count} entries invalidated`, { exact: true })).toBeVisible();

  await page.goto('/audit');
  const row = page.getByRole('row').filter({ hasText: tag }).filter({ hasText: reason });
  await expect(row).toBeVisible();
  await expect(row).toContainText(/operator/i);
});

test('a hard purge needs a reason, and says so before anything is sent', async ({ page, shop }) => {
  const tag = 'category:knives';
  await shop.get('/c/knives');
  await page.goto(`/tags/${encodeURIComponent(tag)}`);
  await page
    .getByRole('button', { name: `Purge tag ${tag}` })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: `Purge tag ${tag}` });
  await dialog.getByRole('radio', { name: /Remove \(hard\)/ }).click();
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/api/v1/purges')) sent.push(request.url());
  });
  await dialog.getByRole('button', { name: /^Remove / }).click();
  await expect(dialog.getByText('Say why: this purge needs a reason.')).toBeVisible();
  expect(sent).toEqual([]);
  await dialog.getByLabel(/^Reason/).fill('wrong photo');
  await countOn(page);
  const [reply] = await Promise.all([
    page.waitForResponse((one) => one.url().endsWith('/api/v1/purges')),
    dialog.getByRole('button', { name: /^Remove / }).click(),
  ]);
  const { wave } = (await reply.json()) as { wave: { invalidated: number } };
  const told = `${wave.invalidated} entries invalidated`;
  await expect(page.getByText(told, { exact: true })).toBeVisible();
  expect(sent).toHaveLength(1);
});

test('the preview of a node in the graph shows the impact that its purge then has', async ({
  page,
  shop,
}) => {
  await shop.get('/c/pans');
  await page.goto(
    `/graph?focus=${encodeURIComponent('tag:category:pans')}&selected=${encodeURIComponent('tag:category:pans')}`,
  );
  await page.getByRole('button', { name: 'Preview the impact' }).click();
  const impact = page.getByRole('region', { name: 'Impact of a purge' });
  const sentence = (await impact.getByTestId('impact-sentence').textContent()) ?? '';
  await page.getByRole('button', { name: 'Purge tag category:pans' }).click();
  const count = await countOn(page);
  expect(sentence).toContain(String(count));
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Refresh / })
    .click();
  await expect(page.getByText(`${count} entries invalidated`, { exact: true })).toBeVisible();
});
