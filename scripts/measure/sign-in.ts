import type { BrowserContext } from '@playwright/test';

export interface Demo {
  consoleUrl: string;
  redisUrl: string;
  namespace: string;
  users: { role: string; email: string; password: string | null }[];
}

/** The cookie of a signed-in operator, for a browser or for plain requests. */
export async function signIn(demo: Demo): Promise<string> {
  const operator = demo.users.find(({ role }) => role === 'operator');
  const answer = await fetch(`${demo.consoleUrl}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: demo.consoleUrl },
    body: JSON.stringify({ email: operator?.email, password: operator?.password }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (!answer.ok || cookie === undefined) throw new Error(`signing in answered ${answer.status}`);
  return cookie;
}

export async function signInBrowser(context: BrowserContext, demo: Demo): Promise<void> {
  const [name = '', ...value] = (await signIn(demo)).split('=');
  const { hostname } = new URL(demo.consoleUrl);
  await context.addCookies([{ name, value: value.join('='), domain: hostname, path: '/' }]);
}
