import type { Page } from '@playwright/test';
import { expect, test } from './support/test';

async function post(page: Page, consoleUrl: string, data: unknown) {
  const reply = await page.request.post(`${consoleUrl}/api/v1/events`, {
    data,
    headers: { origin: consoleUrl },
  });
  return { status: reply.status(), body: (await reply.json()) as { event: { id: string } } };
}

test.describe('an administrator', () => {
  test.use({ role: 'admin' });

  test('makes a rule, tries an event on it, and the next such event does what was shown', async ({
    page,
    shop,
    world,
  }) => {
    await shop.get('/c/headphones');
    await page.goto('/events?tab=rules');
    await page.getByRole('button', { name: 'New rule' }).click();
    const dialog = page.getByRole('dialog', { name: 'New rule' });
    await dialog.getByLabel('Name').fill('Campaign pages');
    await dialog.getByLabel('Entity').fill('campaign');
    await dialog.getByLabel(/^Tags/).fill('category:{sku}');
    await dialog.getByRole('button', { name: 'Make the rule' }).click();
    await expect(dialog.getByText('{sku} at character 10 is not known')).toBeVisible();
    await dialog.getByLabel(/^Tags/).fill('category:{tags…}');
    await dialog.getByRole('button', { name: 'Make the rule' }).click();
    await expect(page.getByRole('table', { name: 'Rules' })).toContainText('Campaign pages');

    const event = { type: 'started', entity: 'campaign', id: 'summer', tags: ['headphones'] };
    await page.getByLabel('Event as JSON').fill(JSON.stringify(event));
    await page.getByRole('button', { name: 'Try it' }).click();
    const tried = page.getByRole('region', { name: 'Try an event' });
    await expect(tried).toContainText('category:headphones');
    const sentence = (await tried.getByTestId('impact-sentence').textContent()) ?? '';
    const count = Number(/^([\d,]+) live/.exec(sentence)?.[1]?.replace(',', ''));
    expect(count).toBeGreaterThan(1);

    const { body } = await post(page, world.consoleUrl, event);
    await page.goto(`/events/${body.event.id}`);
    const main = page.getByRole('main');
    await expect(main).toContainText(`${count} entries were invalidated`);
    await expect(main).toContainText('Campaign pages');
    await page.locator('a[href^="/waves/"]').click();
    await expect(page).toHaveURL(/\/waves\//);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('campaign summer started');

    await page.goto('/events?tab=rules');
    await page.getByRole('button', { name: 'Change the rule Campaign pages' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByRole('table', { name: 'Rules' })).not.toContainText('Campaign pages');
    await page.goto('/audit?action=rule.delete');
    await expect(page.getByRole('table')).toContainText('Campaign pages');
  });
});

test.describe('an operator', () => {
  test.use({ role: 'operator' });

  test('replays an event, and both say so', async ({ page, world }) => {
    const event = { type: 'updated', entity: 'product', id: 77, eventId: crypto.randomUUID() };
    const { body } = await post(page, world.consoleUrl, event);
    await page.goto('/events?tab=log&q=product');
    await page.getByRole('link', { name: 'product 77 updated' }).first().click();
    await expect(page).toHaveURL(new RegExp(body.event.id));
    await page.getByRole('button', { name: 'Replay' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Replay' }).click();
    await expect(dialog.getByText('Say why they are replayed.')).toBeVisible();
    await dialog.getByLabel('Reason').fill('the rule was wrong');
    await dialog.getByRole('button', { name: 'Replay' }).click();
    await expect(page).not.toHaveURL(new RegExp(body.event.id));
    await expect(page.getByRole('main')).toContainText('Replay of');
    await expect(page.getByRole('main')).toContainText(event.eventId);
    await page.getByRole('link', { name: body.event.id }).click();
    await expect(page.getByRole('main')).toContainText('Replays');
  });

  test('sees what was sent and was no event, with its invisible characters made visible', async ({
    page,
    world,
  }) => {
    const hostile = '<img src=x onerror=alert(1)>\u202egnp.\u200bexe';
    const reply = await post(page, world.consoleUrl, { type: hostile, entity: '', id: 1 });
    expect(reply.status).toBe(400);
    await page.goto('/events?tab=log&state=rejected');
    await page.getByRole('link', { name: 'Not an event' }).first().click();
    const body = page.getByRole('region', { name: 'Body as it was received' }).last();
    await expect(body).toContainText('<img src=x onerror=alert(1)>⟨U+202E⟩gnp.⟨U+200B⟩exe');
    await expect(page.getByRole('main')).toContainText('It was rejected');
  });
});

test.describe('a viewer', () => {
  test.use({ role: 'viewer' });

  test('sees the sources, also the service that tells the engine itself, and may not change rules', async ({
    page,
    shop,
  }) => {
    await shop.post('/p/42/price', { form: { price: '31.40' } });
    await page.goto('/events');
    await expect(page.getByRole('table', { name: 'Sources' })).toContainText('shop outbox');
    await page.getByRole('link', { name: 'shop outbox' }).click();
    await expect(page.getByRole('table', { name: 'Log of events' })).toContainText(
      'product 42 updated',
    );
    await page.goto('/events?tab=rules');
    await expect(page.getByRole('button', { name: 'New rule' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
  });
});
