// Signs in once per role, through the form as people do, and keeps the cookies for the other tests.
import { expect, test as setup } from '@playwright/test';
import { emailOf, readWorld, roles, stateFileOf } from './support/world';

for (const role of roles) {
  setup(`${role} signs in`, async ({ page }) => {
    const { consoleUrl, passwords } = readWorld();
    await page.goto(`${consoleUrl}/sign-in`);
    await page.getByLabel(/e-mail/i).fill(emailOf(role));
    await page.getByLabel(/password/i).fill(passwords[role]);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
    await page.context().storageState({ path: stateFileOf(role) });
  });
}
