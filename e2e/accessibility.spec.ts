import { AxeBuilder } from '@axe-core/playwright';
import { consolePages, settle } from './support/pages';
import { expect, test } from './support/test';

const themes = ['light', 'dark'] as const;
const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

for (const { name, path, signedOut } of consolePages) {
  test.describe(name, () => {
    test.use({ role: signedOut ? null : 'operator', contextOptions: { reducedMotion: 'reduce' } });
    for (const theme of themes)
      for (const viewport of sizes)
        test(`${name}: axe finds nothing, ${theme}, ${viewport.width} px wide, and nothing is wider`, async ({
          page,
        }) => {
          await page.setViewportSize(viewport);
          await page.emulateMedia({ colorScheme: theme });
          await page.goto(path);
          await settle(page);
          const dark = await page.evaluate(() =>
            document.documentElement.classList.contains('dark'),
          );
          expect(dark).toBe(theme === 'dark');
          const { violations } = await new AxeBuilder({ page }).analyze();
          const told = violations.map(({ id, help, nodes }) => ({
            id,
            help,
            where: nodes
              .slice(0, 3)
              .map((node) => `${node.target.join(' ')}: ${node.failureSummary}`),
          }));
          expect(told).toEqual([]);
          const overflow = await page.evaluate(
            () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
          );
          expect(overflow, 'the page scrolls sideways').toBeLessThanOrEqual(0);
        });
  });
}
