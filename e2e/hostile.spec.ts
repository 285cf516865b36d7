// Stored text is text: 30 payloads as keys, tags, values, reasons and event bodies, on every list and on every detail page.
// Nothing of them runs, nothing becomes an element, and what would hide or reorder text is made visible.
import { randomUUID } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { showText } from '../lib/show-text';
import { type BareConsole, startBareConsole } from './support/bare-console';
import { settle } from './support/pages';
import { payloads } from './support/payloads';

test.describe.configure({ mode: 'serial' });

let bare: BareConsole;
let page: Page;
const complaints: string[] = [];
let eventIds: string[] = [];

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  bare = await startBareConsole();
  page = await bare.open(browser, 'admin');
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  for (const payload of payloads)
    await bare.cache.set(payload, { text: payload, [payload]: 1 }, { ttl: 3600, tags: [payload] });
  for (const payload of payloads.slice(0, 12)) {
    // One of each kind of cause: a call with a reason, a purge by a person, an event from outside.
    await bare.cache.invalidateByKey(`gone:${payload}`, { reason: payload, actor: payload });
    await post('purges', { targets: { tags: [`no:${payload}`] }, mode: 'hard', reason: payload });
  }
  for (const payload of payloads) {
    await post('events', {
      type: cut(payload, 60),
      entity: 'product',
      id: cut(payload, 100),
      eventId: randomUUID(),
    });
  }
  const list = (await (await page.request.get('/api/v1/events?limit=50')).json()) as {
    events: { id: string }[];
  };
  eventIds = list.events.map(({ id }) => id);
});
test.afterAll(async () => {
  await page.context().close();
  await bare.stop();
});

/** The first characters, none of them halved. */
const cut = (text: string, most: number) => Array.from(text).slice(0, most).join('');

async function post(to: string, data: object): Promise<void> {
  const answer = await page.request.post(`/api/v1/${to}`, {
    headers: { origin: bare.url, 'idempotency-key': randomUUID() },
    data,
  });
  expect(answer.status(), `${to}: ${await answer.text()}`).toBeLessThan(300);
}

/** What is on the screen, as the browser lays it out, and what must not have happened. */
async function expectHarmless(where: string): Promise<void> {
  const seen = await page.evaluate(() => ({
    injected: 'injected' in window,
    elements: document.querySelectorAll('[data-injected], main iframe, main img[src="x"]').length,
    // Cc but line breaks and tabs, bidi controls, zero width, separators: what would hide or reorder text.
    hidden: document.body.innerText.match(
      /[\u0000-\u0008\u000b-\u001f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\u2028\u2029\u00ad]/u,
    ),
  }));
  expect(seen, where).toEqual({ injected: false, elements: 0, hidden: null });
}

const lists = ['/tags', '/entries', '/waves', '/audit', '/events', '/graph?view=table', '/'];
for (const path of lists) {
  test(`lists: ${path}`, async () => {
    await page.goto(path);
    await settle(page);
    await expectHarmless(path);
  });
}

test('every tag has its page, with its name as text', async () => {
  test.setTimeout(240_000);
  for (const payload of payloads) {
    await page.goto(`/tags/${encodeURIComponent(payload)}`);
    await settle(page);
    await expect(page.getByText(showText(payload), { exact: false }).first()).toBeVisible();
    await expectHarmless(`tag ${payload}`);
  }
});

test('every entry has its page, with its name and its revealed value as text', async () => {
  test.setTimeout(300_000);
  for (const payload of payloads) {
    await page.goto(`/entries/${encodeURIComponent(payload)}`);
    await settle(page);
    await expect(page.getByText(showText(payload), { exact: false }).first()).toBeVisible();
    const reveal = page.getByRole('button', { name: /reveal/i }).first();
    if (await reveal.isVisible()) {
      await reveal.click();
      await settle(page);
    }
    await expectHarmless(`entry ${payload}`);
  }
});

test('every event has its page, with its body as text', async () => {
  test.setTimeout(240_000);
  expect(eventIds.length).toBeGreaterThanOrEqual(payloads.length);
  for (const id of eventIds.slice(0, payloads.length)) {
    await page.goto(`/events/${encodeURIComponent(id)}`);
    await settle(page);
    await expectHarmless(`event ${id}`);
  }
});

test('every wave has its page, with its reason and actor as text', async () => {
  test.setTimeout(240_000);
  const { waves } = await bare.cache.waves({ limit: 30 });
  for (const { id } of waves) {
    await page.goto(`/waves/${encodeURIComponent(id)}`);
    await settle(page);
    await expectHarmless(`wave ${id}`);
  }
});

test('half of a character is refused before it is stored', async () => {
  const answer = await page.request.post('/api/v1/events', {
    headers: { origin: bare.url, 'idempotency-key': randomUUID() },
    data: { type: 'updated', entity: 'product', id: 'fox \ud83e' },
  });
  expect(answer.status()).toBe(400);
  expect(await answer.text()).toContain('/id');
});

test('the browser had nothing to complain about', () => {
  expect(complaints).toEqual([]);
});
