// The test every browser test uses: signed in as a role, and failing when the browser complains.
import { type APIRequestContext, expect, type Page, test as base } from '@playwright/test';
import { readWorld, type Role, stateFileOf, type World } from './world';

interface Fixtures {
  world: World;
  /** Who is signed in; null = nobody. Choose with `test.use({ role: 'operator' })`. */
  role: Role | null;
  /** What the browser may say on its console in this test, besides nothing. */
  expected: { complaints: RegExp[] };
  noComplaints: void;
  shop: APIRequestContext;
}

export const test = base.extend<Fixtures>({
  world: async ({}, use) => use(readWorld()),
  role: ['viewer', { option: true }],
  baseURL: async ({ world }, use) => use(world.consoleUrl),
  storageState: async ({ role }, use) => use(role === null ? undefined : stateFileOf(role)),
  expected: async ({}, use) => use({ complaints: [] }),
  noComplaints: [
    async ({ page, expected }, use) => {
      const complaints = await listenForComplaints(page);
      await use();
      const unexpected = complaints.filter(
        (text) => !expected.complaints.some((pattern) => pattern.test(text)),
      );
      expect(unexpected, 'what the browser complained about').toEqual([]);
    },
    { auto: true },
  ],
  shop: async ({ playwright, world }, use) => {
    const request = await playwright.request.newContext({ baseURL: world.shopUrl });
    await use(request);
    await request.dispose();
  },
});

/** Console errors, uncaught exceptions and violations of the content security policy, as they happen. */
async function listenForComplaints(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`content security policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return complaints;
}

export { expect };
