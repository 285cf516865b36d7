import type { Page } from '@playwright/test';
import { runShopSql } from './support/shop-sql';
import { expect, test } from './support/test';

test.use({ role: 'viewer' });

/** Remembers every node that was lit by a wave, however short, and at which moment. */
async function watchLight(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const lit: string[] = [];
    Object.assign(window, { litNodes: lit });
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        if (!(target instanceof HTMLElement) || target.dataset.lit === undefined) continue;
        const id = target.closest<HTMLElement>('.react-flow__node')?.dataset.id;
        if (id !== undefined && !lit.includes(id)) lit.push(id);
      }
    }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-lit'] });
  });
  return () => page.evaluate(() => (window as unknown as { litNodes: string[] }).litNodes);
}

test('a price changed by SQL in the shop is seen as a wave in the graph, and the next visitor sees it', async ({
  page,
  shop,
  world,
}) => {
  const before = await (await shop.get('/p/42')).text();
  expect(before).not.toContain('1,234.56');
  await page.goto(`/graph?focus=${encodeURIComponent('key:product:42')}&down=2`);
  const product = page.locator('.react-flow__node[data-id="key:product:42"]');
  await expect(product).toBeVisible();
  await expect(page.getByRole('button', { name: /^Live\./ })).toBeVisible();
  const lit = await watchLight(page);

  await runShopSql(world, 'UPDATE product SET price_cents = 123456 WHERE id = 42');

  await expect(page.getByRole('link', { name: 'product 42 updated' })).toBeVisible();
  await expect.poll(lit).toContain('key:product:42');
  expect(await (await shop.get('/p/42')).text()).toContain('1,234.56');

  await page.getByRole('link', { name: 'product 42 updated' }).click();
  await expect(page).toHaveURL(/\/waves\//);
  await expect(page.getByRole('main')).toContainText('product 42 updated');
});

test('the light of a wave spreads from the product to the listing that shows it', async ({
  page,
  shop,
  world,
}) => {
  const listing = await (await shop.get('/c/sandals')).text();
  const id = /href="\/p\/(\d+)"/.exec(listing)?.[1];
  await page.goto(`/graph?focus=${encodeURIComponent(`key:product:${id}`)}&down=2`);
  const shownOn = page.locator('.react-flow__node[data-id="key:listing:sandals:1"]');
  await expect(shownOn).toBeVisible();
  await expect(page.getByRole('button', { name: /^Live\./ })).toBeVisible();
  const lit = await watchLight(page);

  await runShopSql(world, `UPDATE product SET price_cents = 98765 WHERE id = ${id}`);

  await expect.poll(lit).toContain('key:listing:sandals:1');
  const order = await lit();
  expect(order.indexOf(`key:product:${id}`)).toBeLessThan(order.indexOf('key:listing:sandals:1'));
  expect(await (await shop.get('/c/sandals')).text()).toContain('987.65');
});
