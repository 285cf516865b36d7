import { consolePages, settle } from './support/pages';
import { expect, test } from './support/test';

test.use({ role: 'viewer' });

test('every page comes with a policy that lets only its own scripts run, with a new nonce each time', async ({
  page,
}) => {
  const nonces = new Set<string>();
  for (const { path } of consolePages) {
    const reply = await page.goto(path);
    const policy = reply?.headers()['content-security-policy'] ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
    expect(nonce, path).toBeTruthy();
    nonces.add(nonce ?? '');
    const scripts = policy.split(';').find((part) => part.trim().startsWith('script-src')) ?? '';
    expect(scripts).not.toContain('unsafe-inline');
    expect(scripts).not.toContain('unsafe-eval');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("object-src 'none'");
  }
  expect(nonces.size).toBe(consolePages.length);
});

test('the policy is enforced: an injected script does not run', async ({ page, expected }) => {
  expected.complaints.push(/content security policy/i, /status of 404/);
  await page.goto('/');
  await settle(page);
  await page.evaluate(() => {
    const image = document.createElement('div');
    image.innerHTML = '<img src="x" onerror="window.injected = true">';
    document.body.append(image);
  });
  await expect
    .poll(() => page.evaluate(() => document.querySelector('img[src="x"]') !== null))
    .toBe(true);
  expect(await page.evaluate(() => 'injected' in window)).toBe(false);
});
