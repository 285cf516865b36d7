import { defineConfig } from '@playwright/test';
import { chromiumArgs, findBrowser } from './scripts/lib/browser.mjs';

const browser = findBrowser();

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results/browser',
  globalSetup: './e2e/global-setup.ts',
  reporter: 'list',
  forbidOnly: process.env.CI !== undefined,
  // One at a time: the tests share one shop, and what one reads would change the impact another has just seen.
  fullyParallel: false,
  workers: 1,
  timeout: 90_000,
  // Generous, because a wait for a fact ends with the fact: slow machines pass later, not less.
  expect: { timeout: 20_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      args: chromiumArgs,
      ...(browser === null ? {} : { executablePath: browser }),
    },
  },
  projects: [
    { name: 'sign-in', testMatch: /sign-in\.setup\.ts/ },
    { name: 'console', testMatch: /\.spec\.ts$/, dependencies: ['sign-in'] },
  ],
});
