import { expect, test } from './support/test';
import { stateFileOf } from './support/world';

const targets = { tags: ['category:headphones'] };

test.describe('a viewer', () => {
  test.use({ role: 'viewer' });

  test('sees the purge button with the reason why it cannot be used, also by keyboard', async ({
    page,
    shop,
  }) => {
    await shop.get('/c/headphones');
    await page.goto(`/tags/${encodeURIComponent('category:headphones')}`);
    const purge = page.getByRole('button', { name: /^Purge tag category:headphones/ }).first();
    await expect(purge).toHaveAttribute('aria-disabled', 'true');
    await expect(purge).toHaveAccessibleDescription(/operator role/);
    await purge.focus();
    await expect(page.getByRole('tooltip')).toContainText('operator role');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  test('is refused by the server when calling the API with the same cookie', async ({
    page,
    world,
  }) => {
    const reason = 'a viewer tries by hand';
    const reply = await page.request.post(`${world.consoleUrl}/api/v1/purges`, {
      data: { targets, mode: 'soft', reason },
      headers: { origin: world.consoleUrl, 'idempotency-key': crypto.randomUUID() },
    });
    expect(reply.status()).toBe(403);
    expect(reply.headers()['content-type']).toContain('application/problem+json');
    expect(await reply.json()).toMatchObject({ code: 'forbidden', status: 403 });
  });
});

test.describe('an operator', () => {
  test.use({ role: 'operator' });

  test('is refused when the request comes from another site', async ({ page, world }) => {
    const send = (headers: Record<string, string>) =>
      page.request.post(`${world.consoleUrl}/api/v1/purges`, {
        data: { targets, mode: 'soft' },
        headers: { 'idempotency-key': crypto.randomUUID(), ...headers },
      });
    expect((await send({ origin: 'https://elsewhere.example' })).status()).toBe(403);
    expect((await send({})).status()).toBe(403);
    expect((await send({ origin: world.consoleUrl })).status()).toBeLessThan(300);
  });

  test('sees in the audit that a viewer was refused', async ({ page, browser, world }) => {
    const viewer = await browser.newContext({ storageState: stateFileOf('viewer') });
    const reply = await viewer.request.post(`${world.consoleUrl}/api/v1/purges`, {
      data: { targets: { tags: ['category:speakers'] }, mode: 'soft' },
      headers: { origin: world.consoleUrl, 'idempotency-key': crypto.randomUUID() },
    });
    expect(reply.status()).toBe(403);
    await viewer.close();
    await page.goto('/audit?outcome=refused');
    await expect(page.getByRole('main')).toContainText('category:speakers');
  });
});
