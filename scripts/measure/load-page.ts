// What one visit of a page costs a browser: the JavaScript it fetched, when its largest part was painted, what moved.
import type { BrowserContext } from '@playwright/test';

export interface Visit {
  /** Scripts as they came over the wire, compressed. */
  scriptKiB: number;
  /** Largest contentful paint, from the start of the navigation. */
  paintMs: number;
  /** Sum of layout shifts that no input caused (CLS). */
  shift: number;
}

/** Opens the page in a new tab with an empty cache, and waits until its data is there and nothing more is painted. */
export async function visit(context: BrowserContext, url: string): Promise<Visit> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const scripts = new Set<string>();
  let scriptBytes = 0;
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) scriptBytes += encodedDataLength;
  });
  await page.addInitScript(() => {
    const seen = { paintMs: 0, shift: 0 };
    Object.assign(window, { freshetSeen: seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.paintMs = entry.startTime;
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if ('hadRecentInput' in entry && 'value' in entry && entry.hadRecentInput === false)
          seen.shift += Number(entry.value);
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(url);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForFunction(
    () => document.querySelector('.animate-pulse, [role="status"][aria-label^="Loading"]') === null,
  );
  // Two frames after the last skeleton has gone, what replaced it is painted and counted.
  const seen = await page.evaluate(
    () =>
      new Promise<{ paintMs: number; shift: number }>((resolve) => {
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            if ('freshetSeen' in window)
              resolve(window.freshetSeen as { paintMs: number; shift: number });
          }),
        );
      }),
  );
  await page.close();
  return { scriptKiB: scriptBytes / 1024, ...seen };
}
