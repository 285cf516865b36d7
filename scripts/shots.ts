// `npm run shots`: pictures of every page of a running demo, both themes, wide and narrow, into docs/shots/.
// Names of pages as arguments (`npm run shots -- graph tags`) take only these.
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, type Page, chromium } from '@playwright/test';
import { z } from 'zod';
import { withTemporaryDemo } from './demo/temporary.mjs';
import { chromiumArgs, ensureBrowser } from './lib/browser.mjs';
import { runOrRefuse } from './lib/refusal.mjs';

interface Demo {
  shopUrl: string;
  consoleUrl: string;
  users: { role: string; email: string; password: string | null }[];
}
interface Shot {
  name: string;
  /** Where it is; null = in the shop. */
  address: (demo: Demo, page: Page) => string | Promise<string>;
  signedOut?: boolean;
  /** Brings the page into the state worth showing. */
  prepare?: (page: Page, demo: Demo) => Promise<void>;
}

const folder = fileURLToPath(new URL('../docs/shots/', import.meta.url));
const PRODUCT = 49;
const at = (address: string) => (demo: Demo) => demo.consoleUrl + address;
const inShop = (address: string) => (demo: Demo) => demo.shopUrl + address;

/** A new price through the shop's form; answers, when the wave has resolved, with the page that tells of it. */
async function changePrice({ shopUrl }: Demo): Promise<string> {
  const price = (20 + Math.random() * 100).toFixed(2);
  const answer = await fetch(`${shopUrl}/p/${PRODUCT}/price`, {
    method: 'POST',
    body: new URLSearchParams({ price }),
  });
  return await answer.text();
}

/** Caches every page that shows the product, then changes its price, and waits until the graph has told of it. */
async function showWave(page: Page, demo: Demo): Promise<void> {
  const told = /Pages that show it:(.*?)<\/p>/s.exec(await changePrice(demo))?.[1] ?? '';
  for (const [, address = '/'] of told.matchAll(/href="([^"]+)"/g))
    await (await fetch(demo.shopUrl + address)).text();
  await page.reload();
  await settle(page);
  await changePrice(demo);
  await page.getByText(`product ${PRODUCT} updated`).first().waitFor();
}

const wavesSchema = z.object({
  waves: z.array(z.object({ id: z.string(), invalidated: z.number() })),
});

/** The largest of the last waves: the one with most to see. */
async function largestWave({ consoleUrl }: Demo, page: Page): Promise<string> {
  const answer = await page.request.get(`${consoleUrl}/api/v1/waves?limit=40`);
  const { waves } = wavesSchema.parse(await answer.json());
  const [largest] = waves.toSorted((a, b) => b.invalidated - a.invalidated);
  return `${consoleUrl}/waves/${encodeURIComponent(largest?.id ?? '')}`;
}

/** A purge with warming behind it, as a job. */
async function purgeJob({ consoleUrl }: Demo, page: Page): Promise<string> {
  const answer = await page.request.post(`${consoleUrl}/api/v1/purges`, {
    headers: { origin: consoleUrl, 'idempotency-key': randomUUID() },
    data: {
      targets: { tags: ['category:sneakers'] },
      mode: 'soft',
      reason: 'Campaign photos replaced',
      warmBusiest: 50,
    },
  });
  const { wave } = z.object({ wave: z.object({ id: z.string() }) }).parse(await answer.json());
  return `${consoleUrl}/purge/${encodeURIComponent(wave.id)}`;
}

/** What an operator did, for the audit's picture. */
async function actAsOperator(context: BrowserContext, { consoleUrl }: Demo): Promise<void> {
  const actions = [
    [
      'purges',
      { targets: { tags: ['brand:dovetail'] }, mode: 'soft', reason: 'Brand page redesigned' },
    ],
    ['purges', { targets: { keys: ['product:49'] }, mode: 'hard' }],
    [
      'warms',
      { targets: { keys: ['home:web', 'listing:shoes:1'] }, reason: 'Before the newsletter' },
    ],
  ] as const;
  for (const [path, data] of actions)
    await context.request.post(`${consoleUrl}/api/v1/${path}`, {
      headers: { origin: consoleUrl, 'idempotency-key': randomUUID() },
      data,
    });
}

const previewSchema = z.object({ preview: z.object({ id: z.string() }) });
const shareSchema = z.object({ url: z.string() });
/** Of the preview that is shown; set before the pictures are taken. */
let shared = '';

/** A preview of a few prices, as a merchandiser makes one, and a link to it. */
async function makePreview(context: BrowserContext, { consoleUrl }: Demo): Promise<string> {
  const send = (path: string, data: unknown) =>
    context.request.post(`${consoleUrl}/api/v1/${path}`, {
      headers: { origin: consoleUrl, 'idempotency-key': randomUUID() },
      data,
    });
  const change = {
    entity: 'product',
    kind: 'price',
    ids: ['42', '49', '50', '51', '52', '999999'],
  };
  const { preview } = previewSchema.parse(await (await send('previews', { change })).json());
  const made = await send(`previews/${preview.id}/share`, {});
  shared = shareSchema.parse(await made.json()).url;
  return preview.id;
}

async function previewResult(demo: Demo, page: Page): Promise<string> {
  return `${demo.consoleUrl}/preview?id=${await makePreview(page.context(), demo)}`;
}

const shots: readonly Shot[] = [
  { name: 'sign-in', address: at('/sign-in'), signedOut: true },
  { name: 'overview', address: at('/?range=15m') },
  { name: 'graph', address: at('/graph') },
  {
    name: 'graph-focus',
    address: at(`/graph?focus=${encodeURIComponent(`key:product:${PRODUCT}`)}&down=2`),
    prepare: showWave,
  },
  { name: 'graph-table', address: at('/graph?view=table') },
  { name: 'preview', address: at('/preview?ids=42,49,50') },
  { name: 'preview-result', address: previewResult },
  { name: 'preview-shared', address: () => shared, signedOut: true },
  { name: 'entries', address: at('/entries?sort=reads.desc') },
  {
    name: 'entry',
    address: at(`/entries/${encodeURIComponent('listing:shoes:1')}`),
    prepare: async (page, demo) => {
      await changePrice(demo);
      await page.getByRole('button', { name: 'Reveal the value' }).click();
      await page.getByText(/^As it was at/).waitFor();
    },
  },
  { name: 'tags', address: at('/tags') },
  { name: 'tag', address: at(`/tags/${encodeURIComponent('category:sneakers')}`) },
  { name: 'waves', address: at('/waves') },
  { name: 'wave', address: largestWave },
  {
    name: 'purge',
    address: at(`/purge?kind=tags&targets=${encodeURIComponent('category:sneakers')}`),
    prepare: (page) => page.getByTestId('impact-sentence').waitFor(),
  },
  { name: 'purge-job', address: purgeJob },
  { name: 'warm', address: at('/warm') },
  { name: 'events', address: at('/events') },
  { name: 'events-log', address: at('/events?tab=log') },
  { name: 'events-rules', address: at('/events?tab=rules') },
  { name: 'audit', address: at('/audit') },
  { name: 'api', address: at('/docs/api') },
  { name: 'shop-home', address: inShop('/'), signedOut: true },
  { name: 'shop-listing', address: inShop('/c/shoes'), signedOut: true },
  {
    name: 'shop-product',
    address: inShop(`/p/${PRODUCT}`),
    signedOut: true,
    prepare: async (page) => {
      await page.getByLabel('New price in euro').fill((20 + Math.random() * 100).toFixed(2));
      await page.getByRole('button', { name: 'Change the price' }).click();
      await page.getByText('The wave resolved').waitFor();
    },
  },
];

async function signIn(context: BrowserContext, demo: Demo): Promise<void> {
  const operator = demo.users.find(({ role }) => role === 'operator');
  const answer = await context.request.post(`${demo.consoleUrl}/api/auth/sign-in/email`, {
    headers: { origin: demo.consoleUrl },
    data: { email: operator?.email, password: operator?.password },
  });
  if (!answer.ok()) throw new Error(`signing in answered ${answer.status()}`);
}

/** Until the data is there and nothing moves; endless movements (a live dot) do not count. */
async function settle(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction(
    // Skeletons pulse (components/ui/skeleton.tsx); the graph's picture says that it is loading.
    () => document.querySelector('.animate-pulse, [role="status"][aria-label^="Loading"]') === null,
  );
  await page.evaluate(async () => {
    const finite = document
      .getAnimations()
      .filter((one) => one.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(finite.map((one) => one.finished));
  });
}

async function shoot(browser: Browser, demo: Demo, wanted: readonly Shot[]): Promise<void> {
  for (const theme of ['light', 'dark'] as const)
    for (const width of [1440, 390])
      for (const signedOut of [true, false]) {
        const some = wanted.filter((shot) => (shot.signedOut ?? false) === signedOut);
        if (some.length === 0) continue;
        const context = await browser.newContext({
          viewport: { width, height: width === 390 ? 844 : 900 },
          colorScheme: theme,
          reducedMotion: 'reduce',
          locale: 'en-US',
        });
        if (!signedOut) await signIn(context, demo);
        // The theme as next-themes keeps it.
        await context.addInitScript((name) => localStorage.setItem('theme', name), theme);
        const page = await context.newPage();
        for (const shot of some) {
          await page.goto(await shot.address(demo, page));
          await settle(page);
          await shot.prepare?.(page, demo);
          await settle(page);
          const file = `${shot.name}-${theme}-${width}.png`;
          await page.screenshot({ path: path.join(folder, file) });
          console.log(`shots: ${file}`);
        }
        await context.close();
      }
}

/** Charts need something to show: until the fleet has counted this many hits. */
async function waitForTraffic(browser: Browser, demo: Demo, hits: number): Promise<void> {
  const context = await browser.newContext();
  await signIn(context, demo);
  const schema = z.object({ hits: z.number() });
  for (;;) {
    const answer = await context.request.get(`${demo.consoleUrl}/api/v1/stats?windowMs=900000`);
    if (schema.parse(await answer.json()).hits >= hits) break;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  await actAsOperator(context, demo);
  await makePreview(context, demo);
  await context.close();
}

await runOrRefuse(async () => {
  const names = process.argv.slice(2);
  const wanted = names.length === 0 ? shots : shots.filter(({ name }) => names.includes(name));
  const log = (line: string) => console.log(`shots: ${line}`);
  const executablePath = await ensureBrowser(log);
  mkdirSync(folder, { recursive: true });
  const env = { ...process.env, TRAFFIC_CHANGE_EVERY_S: '6' };
  await withTemporaryDemo({ traffic: true, env, log }, async (demo) => {
    const browser = await chromium.launch({ executablePath, args: chromiumArgs });
    try {
      log('letting the traffic run');
      await waitForTraffic(browser, demo, 12_000);
      await shoot(browser, demo, wanted);
    } finally {
      await browser.close();
    }
  });
});
