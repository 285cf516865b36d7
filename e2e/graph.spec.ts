// The engineer's journey: find a part of the graph, follow it, see how a change spread, take it along.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { createFreshet } from '../server/freshet';
import { waitFor } from '../tests/support/wait-for';
import { settle } from './support/pages';
import { runShopSql } from './support/shop-sql';
import { expect, test } from './support/test';

test.use({ role: 'viewer', contextOptions: { reducedMotion: 'reduce' } });

const box = (page: Page) => page.getByRole('combobox', { name: /^Open the graph around/ });
const node = (page: Page, id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);

test('a selector is counted while it is typed, drawn on Enter, and shared by its address', async ({
  page,
  shop,
}) => {
  await shop.get('/c/sneakers');
  await page.goto('/graph');
  await box(page).fill('tag:category:sneakers+,type:listing');
  await expect(page.getByText(/^\d+ nodes?: \d+ listing · counted/)).toBeVisible();
  await box(page).press('Enter');
  await expect(page).toHaveURL(/select=/);
  await expect(page.locator('.react-flow__node[data-id^="key:listing:"]').first()).toBeVisible();
  await page.reload();
  await expect(box(page)).toHaveValue('tag:category:sneakers+,type:listing');
  await expect(page.locator('.react-flow__node[data-id^="key:listing:"]').first()).toBeVisible();
});

test('a selector that cannot be read is pointed at, with the fix, and nothing is drawn', async ({
  page,
}) => {
  await page.goto('/graph');
  await box(page).fill('tag:category:sneakers+ state:old');
  await expect(
    page.getByText(/Character 30: there is no state "old" to select; write one of/),
  ).toBeVisible();
  await expect(box(page)).toHaveAttribute('aria-invalid', 'true');
  await box(page).press('Enter');
  await expect(page).not.toHaveURL(/select=/);
});

test('three clicks from a product to the way on which it reaches a listing', async ({
  page,
  shop,
}) => {
  const listing = await (await shop.get('/c/sandals')).text();
  const id = /href="\/p\/(\d+)"/.exec(listing)?.[1];
  const product = `key:product:${id}`;
  await page.goto(`/graph?focus=${encodeURIComponent(product)}`);
  await node(page, product).click();
  await page.getByRole('button', { name: 'Path to…' }).click();
  await expect(page.getByText(/choose the node where it ends/)).toBeVisible();
  await node(page, 'key:listing:sandals:1').click();
  await expect(page).toHaveURL(/select=/);
  await expect(box(page)).toHaveValue(`${product}+,+key:listing:sandals:1`);
  await expect(node(page, product)).toBeVisible();
  await expect(node(page, 'key:listing:sandals:1')).toBeVisible();
  await expect(page.locator('.react-flow__node')).toHaveCount(2);
});

test('where no path leads, that is said, and the other way round is one click away', async ({
  page,
  shop,
}) => {
  await shop.get('/c/sandals');
  const select = 'key:listing:sandals:1+,+tag:category:sandals';
  await page.goto(`/graph?select=${encodeURIComponent(select)}`);
  await expect(page.getByText('No path leads there')).toBeVisible();
  await page.getByRole('button', { name: 'Look the other way round' }).click();
  await expect(node(page, 'key:listing:sandals:1')).toBeVisible();
});

test('arrow keys follow edges and say so', async ({ page, shop }) => {
  await shop.get('/p/42');
  await page.goto(`/graph?focus=${encodeURIComponent('key:product:42')}`);
  await node(page, 'key:product:42').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(
    page.getByRole('status').filter({ hasText: 'Along a tag edge upstream' }),
  ).toBeAttached();
  await expect(page.locator('.react-flow__node:focus')).toHaveAttribute('data-id', /^tag:/);
  await page.keyboard.press('ArrowLeft');
  await expect(
    page.getByRole('status').filter({ hasText: 'depends on nothing in this view' }),
  ).toBeAttached();
});

test('a past wave is stepped through level by level, as picture and as table', async ({
  page,
  shop,
  world,
}) => {
  const listing = await (await shop.get('/c/boots')).text();
  const id = /href="\/p\/(\d+)"/.exec(listing)?.[1];
  await runShopSql(world, `UPDATE product SET price_cents = 77700 WHERE id = ${id}`);
  await page.goto(`/waves?q=${encodeURIComponent(`product ${id} updated`)}`);
  await page
    .getByRole('link', { name: `product ${id} updated` })
    .first()
    .click();
  await page.getByRole('link', { name: 'Replay on the graph' }).click();
  const listingNode = node(page, 'key:listing:boots:1').locator('.graph-node');
  await expect(page.getByText(/^Step 1 of \d+/)).toBeVisible();
  await expect(node(page, `key:product:${id}`).locator('.graph-node')).toHaveAttribute('data-lit');
  await expect(listingNode).toBeVisible();
  await expect(listingNode).not.toHaveAttribute('data-lit');
  await page.getByRole('button', { name: 'Step forward' }).click();
  await expect(listingNode).toHaveAttribute('data-lit');
  await expect(page).toHaveURL(/step=1/);
  await page.keyboard.press('t');
  const table = page.getByRole('table', { name: 'Nodes of the graph' });
  await expect(table).toContainText('listing:boots:1');
  await page.getByRole('button', { name: 'First step' }).click();
  await expect(table).not.toContainText('listing:boots:1');
});

test('what is drawn is saved as PNG, SVG and CSV', async ({ page, shop }) => {
  await shop.get('/c/sneakers');
  await page.goto(`/graph?focus=${encodeURIComponent('key:listing:sneakers:1')}`);
  await expect(node(page, 'key:listing:sneakers:1')).toBeVisible();
  const save = async (what: RegExp) => {
    await page.getByRole('button', { name: 'Export' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: what }).click();
    return readFile(await (await download).path());
  };
  expect((await save(/CSV/)).toString()).toContain('key:listing:sneakers:1');
  const svg = (await save(/SVG/)).toString();
  expect(svg).toContain('listing:sneakers:1');
  const png = await save(/PNG/);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.length).toBeGreaterThan(10_000);
});

const hostile = [
  '<img src=x onerror="window.hacked=1">',
  '"><script>window.hacked=1</script>',
  '‮txt.exe‬ \u2066hidden\u2069',
  '{{constructor.constructor("window.hacked=1")()}}',
  "';DROP TABLE audit;--",
  'a​b­c﻿',
  '%3Cscript%3E../../etc/passwd',
  '🦊'.repeat(40),
];

test('hostile names are shown as text in the picture, the panel, the box and the table', async ({
  page,
  world,
}) => {
  const cache = createFreshet({ redis: world.redisUrl, namespace: 'shop', sweeper: false });
  for (const text of hostile) await cache.set(`hostile:${text}`, 1, { tags: ['hostile', text] });
  await cache.close();
  const select = encodeURIComponent('tag:hostile+1 1+type:hostile');
  await waitFor(
    'the index to hold them',
    async () => {
      const answer = await page.request.get(
        `${world.consoleUrl}/api/v1/graph/count?select=${select}`,
      );
      return ((await answer.json()) as { total: number }).total >= hostile.length * 2;
    },
    { timeoutMs: 20_000 },
  );
  await page.goto(`/graph?select=${select}`);
  await expect(page.locator('.react-flow__node')).toHaveCount(hostile.length * 2 + 1);
  const shown = await page.locator('.react-flow').innerText();
  expect(shown).toContain('<img src=x onerror="window.hacked=1">');
  expect(shown).toContain('⟨U+202E⟩txt.exe');
  expect(shown).not.toMatch(/[‮\u2066​﻿]/u);
  for (const text of hostile.slice(0, 3)) {
    await page.goto(
      `/graph?select=${select}&selected=${encodeURIComponent(`key:hostile:${text}`)}`,
    );
    await expect(page.getByRole('complementary', { name: 'Selected node' })).toBeVisible();
  }
  await page.goto(`/graph?select=${select}&view=table`);
  await settle(page);
  await expect(page.getByRole('table', { name: 'Nodes of the graph' })).toContainText('⟨U+202E⟩');
  expect(await page.evaluate(() => Reflect.get(window, 'hacked'))).toBeUndefined();
});
