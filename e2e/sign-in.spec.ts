import { expect, test } from './support/test';
import { emailOf } from './support/world';

test.describe('nobody signed in', () => {
  test.use({ role: null });

  test('a page leads to the sign-in form, and back to that page after it', async ({
    page,
    world,
  }) => {
    await page.goto('/tags');
    await expect(page).toHaveURL(/\/sign-in/);
    await page.getByLabel(/e-mail/i).fill(emailOf('viewer'));
    await page.getByLabel(/password/i).fill(world.passwords.viewer);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(/\/tags$/);
  });

  test('a wrong password says so, and nothing else about the account', async ({
    page,
    expected,
  }) => {
    expected.complaints.push(/status of 401/);
    await page.goto('/sign-in');
    for (const email of [emailOf('viewer'), 'nobody@freshet.test']) {
      await page.getByLabel(/e-mail/i).fill(email);
      await page.getByLabel(/password/i).fill('this is not the password');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await expect(page.getByRole('alert').first()).toContainText(
        'E-mail and password do not match an account.',
      );
      await page.reload();
    }
    await expect(page).toHaveURL(/\/sign-in/);
  });

  test('the API refuses with a problem document', async ({ page, world }) => {
    for (const path of ['/api/v1/tags', '/api/v1/audit', '/api/v1/stream']) {
      const reply = await page.request.get(`${world.consoleUrl}${path}`);
      expect([path, reply.status()]).toEqual([path, 401]);
      expect(reply.headers()['content-type']).toContain('application/problem+json');
    }
  });
});

test.describe('signed in', () => {
  test.use({ role: 'admin' });

  test('the shell names the person, the role and the environment', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByText('browser tests').first()).toBeVisible();
    await expect(page.getByRole('button', { name: /admin.*account menu/i })).toBeVisible();
  });
});
