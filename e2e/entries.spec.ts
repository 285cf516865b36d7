// The engineer: why is this page stale, and who depends on whom. Three clicks from the front page.
import { expect, test } from './support/test';

test('an engineer finds out why a page is old: search, open, read', async ({ page, shop }) => {
  await shop.get('/p/42');
  await shop.get('/c/sneakers');
  await page.goto('/entries');
  await page.getByLabel('Search keys').fill('product:42');
  const row = page.getByRole('row').filter({ hasText: /^product:42/ });
  await row.getByRole('link', { name: 'product:42', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('product:42');
  await expect(page.getByTestId('verdict')).toContainText(/^Fresh: loaded/);

  // The answer of the shop's form reads the product again: what stays is the wave, in the timeline.
  await shop.post('/p/42/price', { form: { price: '77.70' } });
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await timeline
    .getByRole('link', { name: /product 42 / })
    .first()
    .click();
  await expect(page).toHaveURL(/\/waves\//);
});

test('a key that was never cached has a page that says so', async ({ page }) => {
  await page.goto(`/entries/${encodeURIComponent('never:was/here?#%')}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('never:was/here?#%');
  await expect(page.getByTestId('verdict')).toContainText('nothing is left of it');
});

test('the view is in the address, and groups open their entries', async ({ page, shop }) => {
  await shop.get('/p/42');
  await page.goto('/entries?group=type&q=product:42');
  await page.getByRole('button', { name: 'Entries of type product' }).click();
  await expect(page).toHaveURL(/type=product/);
  await expect(page.getByText('product:42', { exact: true }).first()).toBeVisible();
  await page.getByRole('columnheader', { name: 'Size' }).getByRole('button').click();
  await expect(page).toHaveURL(/sort=size.asc/);
});

test.describe('an operator', () => {
  test.use({ role: 'operator' });

  test('reveals a value, and the audit trail has it', async ({ page, shop }) => {
    await shop.get('/p/43');
    await page.goto(`/entries/${encodeURIComponent('product:43')}`);
    await page.getByRole('button', { name: 'Reveal the value' }).click();
    await expect(page.getByText(/^As it was at/)).toBeVisible();
    await page.goto('/audit?action=entry.reveal');
    await expect(page.getByRole('row').filter({ hasText: 'product:43' }).first()).toBeVisible();
  });

  test('purges in three clicks and follows the job', async ({ page, shop }) => {
    await shop.get('/c/blankets');
    await page.goto(`/purge?kind=tags&targets=${encodeURIComponent('category:blankets')}`);
    // Alive: the server has answered what the page asked.
    await expect(page.getByTestId('impact-sentence')).toBeVisible();
    await page.getByLabel('Then warm').selectOption('50');
    await page.getByRole('textbox', { name: 'Reason' }).fill('the photos were replaced');
    const button = page.getByRole('button', { name: /^Refresh \d/ });
    const words = (await button.textContent()) ?? '';
    await button.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: words }).click();
    await expect(page).toHaveURL(/\/purge\/w/);
    const count = words.replaceAll(/\D/g, '');
    await expect(page.getByText(new RegExp(`^${count} entr.* invalidated`)).first()).toBeVisible();
    const warming = page.getByRole('region', { name: 'Warming' });
    await expect(warming.getByText('Done', { exact: true })).toBeVisible({ timeout: 20_000 });
  });

  test('selects all that match, and sees them as one purge', async ({ page, shop }) => {
    await shop.get('/p/44');
    await page.goto('/entries?q=product:44');
    await page.getByRole('button', { name: /^Select all/ }).click();
    await page.getByRole('button', { name: /^Purge the \d+ selected/ }).click();
    await expect(page.getByRole('dialog').getByTestId('impact-sentence')).toBeVisible();
  });

  test('pauses and resumes warming', async ({ page }) => {
    await page.goto('/warm');
    await page.getByRole('button', { name: 'Pause warming' }).click();
    await expect(page.getByText('paused', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Resume warming' }).click();
    await expect(page.getByRole('button', { name: 'Pause warming' })).toBeVisible();
  });
});

test('a viewer sees what may be done, and why not by them', async ({ page }) => {
  await page.goto('/warm');
  const button = page.getByRole('button', { name: 'Pause warming' });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await page.goto(`/purge?kind=keys&targets=${encodeURIComponent('product:42')}`);
  await expect(page.getByTestId('impact-sentence')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Refresh/ })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
});

test.describe('text from outside', () => {
  test.use({ role: 'admin' });

  test('is only ever text: in the table, on the page, and in the value', async ({
    page,
    world,
  }) => {
    const key = 'evil:<img src=x onerror=alert(1)>\u202egnp/%2e';
    const answer = await page.request.put(
      `${world.consoleUrl}/api/v1/entries/${encodeURIComponent(key)}`,
      {
        headers: { origin: world.consoleUrl },
        data: {
          value: { '<script>alert(1)</script>': ['\u202eevil', { deep: 'javascript:alert(1)' }] },
          ttl: 600,
          tags: ['<b>tag</b>'],
        },
      },
    );
    expect(await answer.json()).toMatchObject({ stored: true });
    const shown = 'evil:<img src=x onerror=alert(1)>⟨U+202E⟩gnp/%2e';
    await page.goto('/entries?q=evil');
    const row = page.getByRole('row').filter({ hasText: shown });
    await expect(row).toContainText('<b>tag</b>');
    await row.getByRole('link', { name: shown }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(shown);
    await page.getByRole('button', { name: 'Reveal the value' }).click();
    const value = page.getByRole('region', { name: 'Value' });
    await expect(value).toContainText('<script>alert(1)</script>');
    await expect(value).toContainText('⟨U+202E⟩evil');
    await expect(page.getByTestId('verdict')).toContainText('Fresh');
  });
});
