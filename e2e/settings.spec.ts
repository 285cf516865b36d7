import { expect, test } from './support/test';

test.use({ role: 'admin' });

test('an administrator makes a person, who signs in, is refused what is not theirs, and is closed out', async ({
  page,
  browser,
  world,
}) => {
  const email = `${crypto.randomUUID()}@example.com`;
  await page.goto('/settings');
  await page.getByRole('button', { name: 'New user' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Make the user' }).click();
  await expect(dialog.getByText('give a name')).toBeVisible();
  await dialog.getByLabel('Name').fill('Grace');
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByRole('button', { name: 'Make the user' }).click();
  const password = (await dialog.getByTestId('secret').textContent()) ?? '';
  expect(password).toMatch(/^[\w-]{19}$/);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('table', { name: 'Users' })).toContainText(email);

  const theirs = await browser.newContext({ baseURL: world.consoleUrl, storageState: undefined });
  const grace = await theirs.newPage();
  await grace.goto('/sign-in');
  await grace.getByLabel(/e-mail/i).fill(email);
  await grace.getByLabel(/password/i).fill(password);
  await grace.getByRole('button', { name: 'Sign in' }).click();
  await expect(grace.getByRole('heading', { level: 1 })).toHaveText('Overview');
  await grace.goto('/settings');
  await expect(grace.getByRole('region', { name: 'Your account' })).toContainText(email);
  await expect(grace.getByRole('button', { name: 'New user' })).toHaveCount(0);
  await grace.getByLabel('Present password').fill(password);
  await grace.getByLabel('New password').fill('a better password');
  await grace.getByRole('button', { name: 'Change the password' }).click();
  await expect(grace.getByText('Your password is changed')).toBeVisible();

  await page.getByRole('button', { name: 'Change Grace' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close the account' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await grace.goto('/tags');
  await expect(grace).toHaveURL(/\/sign-in/);
  await theirs.close();

  await page.goto(`/audit?q=${encodeURIComponent(email)}`);
  const rows = page.getByRole('table', { name: 'Audit trail' });
  for (const action of ['user.create', 'user.change-password', 'user.update'])
    await expect(rows).toContainText(action);
});

test('a token works until it is revoked, and is shown once', async ({
  page,
  playwright,
  world,
}) => {
  await page.goto('/settings?tab=tokens');
  await page.getByRole('button', { name: 'New token' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Make the token' }).click();
  await expect(dialog.getByText('Choose what it may do.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('browser test');
  await dialog.getByLabel(/^graph:read/).check();
  await dialog.getByRole('button', { name: 'Make the token' }).click();
  const secret = (await dialog.getByTestId('secret').textContent()) ?? '';
  const machine = await playwright.request.newContext({
    baseURL: world.consoleUrl,
    extraHTTPHeaders: { authorization: `Bearer ${secret}` },
  });
  expect((await machine.get('/api/v1/tags')).status()).toBe(200);
  expect((await machine.get('/api/v1/audit')).status()).toBe(403);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.locator('body')).not.toContainText(secret);
  await page.getByRole('button', { name: 'Revoke browser test' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect((await machine.get('/api/v1/tags')).status()).toBe(401);
  await machine.dispose();
});

test('a protected tag asks for its name from the moment it is saved', async ({ page, shop }) => {
  const tag = 'category:boots';
  await shop.get('/c/boots');
  await page.goto('/settings?tab=guardrails');
  await page.getByLabel('Reason above').fill('20000');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('must not be below the number above')).toBeVisible();
  await page.getByLabel('Reason above').fill('100');
  await page.getByLabel('Protected tags (one per line)').fill(tag);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved. It counts from now on.').first()).toBeVisible();
  await page.goto(`/tags/${encodeURIComponent(tag)}`);
  await page
    .getByRole('button', { name: `Purge tag ${tag}` })
    .first()
    .click();
  await expect(page.getByRole('dialog').getByLabel(`Type ${tag} to confirm`)).toBeVisible();
  await page.goto('/settings?tab=guardrails');
  await page.getByLabel('Protected tags (one per line)').fill('');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved. It counts from now on.').first()).toBeVisible();
});
