import { findFaults } from './support/axe';
import { consolePages, settle } from './support/pages';
import { expect, test } from './support/test';

const themes = ['light', 'dark'] as const;
const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

for (const { name, path, signedOut, role = 'operator' } of consolePages) {
  test.describe(name, () => {
    test.use({ role: signedOut ? null : role, contextOptions: { reducedMotion: 'reduce' } });

    test(`${name}: axe finds nothing in both themes, wide and narrow, and nothing scrolls sideways`, async ({
      page,
    }) => {
      test.slow();
      await page.goto(path);
      for (const viewport of sizes)
        for (const theme of themes)
          await test.step(`${theme}, ${viewport.width} px`, async () => {
            await page.setViewportSize(viewport);
            await page.emulateMedia({ colorScheme: theme });
            await expect(page.locator('html.dark')).toHaveCount(theme === 'dark' ? 1 : 0);
            await settle(page);
            expect.soft(await findFaults(page)).toEqual([]);
            const overflow = await page.evaluate(
              () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
            );
            expect.soft(overflow, 'px that the page is wider than the window').toBeLessThan(1);
          });
    });
  });
}
