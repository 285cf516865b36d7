// `npm run measure:pages`: what each page of the production build costs on the demo's data — first-load JavaScript, largest
// contentful paint, layout shift — against its budget. Medians of five visits with an empty browser cache; exit code 1 when
// a budget is missed.
import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { consolePages } from '../e2e/support/pages';
import { withTemporaryDemo } from './demo/temporary.mjs';
import { chromiumArgs, ensureBrowser } from './lib/browser.mjs';
import { runOrRefuse } from './lib/refusal.mjs';
import { visit, type Visit } from './measure/load-page';

const VISITS = 5;
const PAINT_MS = 1500;
const SHIFT = 0.05;
const scriptBudgetKiB = (path: string) => (path.startsWith('/graph') ? 350 : 200);

interface Demo {
  consoleUrl: string;
  users: { role: string; email: string; password: string | null }[];
}

async function signedIn(browser: Browser, demo: Demo): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const admin = demo.users.find(({ role }) => role === 'admin');
  const answer = await context.request.post(`${demo.consoleUrl}/api/auth/sign-in/email`, {
    headers: { origin: demo.consoleUrl },
    data: { email: admin?.email, password: admin?.password },
  });
  if (!answer.ok()) throw new Error(`signing in answered ${answer.status()}`);
  return context;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const mark = (met: boolean) => (met ? ' ' : '!');

await runOrRefuse(async () => {
  const log = (line: string) => console.log(`measure: ${line}`);
  const executablePath = await ensureBrowser(log);
  let missed = 0;
  await withTemporaryDemo({ traffic: true, log }, async (demo: Demo) => {
    const browser = await chromium.launch({ executablePath, args: chromiumArgs });
    try {
      const visitor = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const user = await signedIn(browser, demo);
      console.log(
        `${'page'.padEnd(28)} ${'script KiB'.padStart(12)} ${'paint ms'.padStart(10)} ${'shift'.padStart(8)}`,
      );
      for (const { name, path, signedOut } of consolePages) {
        const visits: Visit[] = [];
        const context = signedOut ? visitor : user;
        // The first visit warms the server's code up, as other people's visits do.
        await visit(context, demo.consoleUrl + path);
        while (visits.length < VISITS) visits.push(await visit(context, demo.consoleUrl + path));
        const scriptKiB = median(visits.map((one) => one.scriptKiB));
        const paintMs = median(visits.map((one) => one.paintMs));
        const shift = median(visits.map((one) => one.shift));
        const met = [scriptKiB <= scriptBudgetKiB(path), paintMs < PAINT_MS, shift <= SHIFT];
        missed += met.filter((one) => !one).length;
        console.log(
          `${name.padEnd(28)} ${scriptKiB.toFixed(0).padStart(11)}${mark(met[0] ?? false)} ${paintMs.toFixed(0).padStart(9)}${mark(met[1] ?? false)} ${shift.toFixed(3).padStart(7)}${mark(met[2] ?? false)}`,
        );
      }
    } finally {
      await browser.close();
    }
  });
  log(
    missed === 0 ? 'every page is within its budget' : `${missed} budgets missed (marked with !)`,
  );
  process.exitCode = missed === 0 ? 0 : 1;
});
