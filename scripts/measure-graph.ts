// `npm run measure:graph`: how soon the graph is drawn and how smoothly it moves, in headless Chromium (software
// rendering) on the production build, with 200 and with 500 nodes in view. Prints goals and measurements; exit code 1
// when a goal is missed, which on a busy machine says more about the machine.
import { type Browser, chromium, type Page } from '@playwright/test';
import { createFreshet } from '../server/freshet';
import { withTemporaryDemo } from './demo/temporary.mjs';
import { chromiumArgs, ensureBrowser } from './lib/browser.mjs';
import { runOrRefuse } from './lib/refusal.mjs';
import { type Goal, tellGoals } from './measure/lines';
import { type Demo, signInBrowser } from './measure/sign-in';

const sizes = [
  { nodes: 200, leastFps: 50 },
  { nodes: 500, leastFps: 30 },
] as const;
const MOVE_MS = 3_000;

/** A tag, products that carry it, listings that read some of them, pages that read listings: `nodes` in all. */
async function fill(demo: Demo): Promise<void> {
  const cache = createFreshet({ redis: demo.redisUrl, namespace: demo.namespace, sweeper: false });
  for (const { nodes } of sizes) {
    const products = Math.floor(nodes * 0.6);
    const listings = Math.floor(nodes * 0.3);
    const pages = nodes - 1 - products - listings;
    const name = (what: string, i: number) => `${what}${nodes}:${i}`;
    for (let i = 0; i < products; i++)
      await cache.set(name('product', i), { i }, { tags: [`measure:${nodes}`] });
    const read = (key: string, inner: readonly string[]) =>
      cache.getWithSWR(key, () => Promise.all(inner.map((one) => cache.get(one))));
    for (let i = 0; i < listings; i++)
      await read(
        name('listing', i),
        [0, 1, 2].map((k) => name('product', (i * 2 + k) % products)),
      );
    for (let i = 0; i < pages; i++)
      await read(
        name('page', i),
        [0, 1].map((k) => name('listing', (i * 3 + k) % listings)),
      );
  }
  await cache.close();
}

/** From the address until nodes are seen, ms; then frames per second while panning and while zooming. */
async function measure(page: Page, demo: Demo, nodes: number) {
  const select = encodeURIComponent(`tag:measure:${nodes}+`);
  const start = performance.now();
  await page.goto(`${demo.consoleUrl}/graph?select=${select}&budget=800`);
  await page.locator('.react-flow:not(.invisible) .react-flow__node').first().waitFor();
  const drawnMs = performance.now() - start;
  await page.getByRole('button', { name: 'Fit View' }).click();
  await page.waitForFunction(
    (least) => document.querySelectorAll('.react-flow__node').length >= least,
    nodes,
  );
  const seen = await page.locator('.react-flow__node').count();
  const box = await page.locator('.react-flow').boundingBox();
  if (box === null) throw new Error('the graph has no place on the page');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  // An empty spot: a drag that begins on a node pans as well, since nodes do not move.
  await page.mouse.move(x, y);
  await page.mouse.down();
  const pan = await fpsWhile(page, async (at) => {
    await page.mouse.move(x + 180 * Math.sin(at / 300), y + 120 * Math.cos(at / 300));
  });
  await page.mouse.up();
  const zoom = await fpsWhile(page, async (at) => {
    await page.mouse.wheel(0, 40 * Math.sin(at / 400));
  });
  return { drawnMs, pan, zoom, seen };
}

/** As text: a compiled function would call helpers that the page does not have. */
const countFrames = `
  const counter = { frames: 0, start: performance.now(), on: true };
  window.frameCounter = counter;
  (function next() {
    counter.frames += 1;
    if (counter.on) requestAnimationFrame(next);
  })();
`;

async function fpsWhile(page: Page, move: (atMs: number) => Promise<void>): Promise<number> {
  await page.evaluate(countFrames);
  const start = performance.now();
  while (performance.now() - start < MOVE_MS) await move(performance.now() - start);
  return page.evaluate(() => {
    const { frameCounter: counter } = window as unknown as {
      frameCounter: { frames: number; start: number; on: boolean };
    };
    counter.on = false;
    return (counter.frames * 1000) / (performance.now() - counter.start);
  });
}

async function measureAll(browser: Browser, demo: Demo): Promise<Goal[]> {
  const goals: Goal[] = [];
  for (const { nodes, leastFps } of sizes) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await signInBrowser(context, demo);
    const page = await context.newPage();
    // Scripts of the page are in the browser's cache for everybody but the very first visitor.
    await page.goto(`${demo.consoleUrl}/graph`);
    await page.locator('.react-flow__node').first().waitFor();
    const { drawnMs, pan, zoom, seen } = await measure(page, demo, nodes);
    const of = `${seen} nodes`;
    goals.push(
      { what: `${of}, first drawing`, measured: drawnMs, unit: 'ms', most: 1_500 },
      { what: `${of}, panning`, measured: pan, unit: 'frames/s', least: leastFps },
      { what: `${of}, zooming`, measured: zoom, unit: 'frames/s', least: leastFps },
    );
    await context.close();
  }
  return goals;
}

await runOrRefuse(async () => {
  const log = (line: string) => console.log(`measure: ${line}`);
  const executablePath = await ensureBrowser(log);
  await withTemporaryDemo({ log }, async (demo) => {
    await fill(demo);
    const browser = await chromium.launch({ executablePath, args: chromiumArgs });
    try {
      if (!tellGoals(await measureAll(browser, demo))) process.exitCode = 1;
    } finally {
      await browser.close();
    }
  });
});
