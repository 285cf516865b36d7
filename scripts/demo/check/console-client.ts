import type { z } from 'zod';
import type { World } from './world';

export interface ConsoleClient {
  /** A GET that must succeed, parsed with the contract's own schema. */
  read<T>(path: string, schema: z.ZodType<T>): Promise<T>;
  post(
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: unknown }>;
  cookie: string;
}

/** Signs in as the demo's user of a role, over HTTP as a browser does. */
export async function signIn(world: World, role: string): Promise<ConsoleClient> {
  const user = world.users.find((one) => one.role === role);
  if (!user?.password) throw new Error(`the demo has no password for its ${role}`);
  const common = { origin: world.consoleOrigin, 'content-type': 'application/json' };
  const response = await fetch(`${world.consoleUrl}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: common,
    body: JSON.stringify({ email: user.email, password: user.password }),
  });
  const cookie = response.headers
    .getSetCookie()
    .map((text) => text.split(';')[0])
    .join('; ');
  if (!response.ok || cookie === '')
    throw new Error(`signing in as ${role} answered ${response.status}: ${await response.text()}`);
  return {
    cookie,
    async read(path, schema) {
      const answer = await fetch(world.consoleUrl + path, { headers: { cookie } });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 300)}`);
      return schema.parse(JSON.parse(text));
    },
    async post(path, body, headers = {}) {
      const answer = await fetch(world.consoleUrl + path, {
        method: 'POST',
        headers: { ...common, cookie, ...headers },
        body: JSON.stringify(body),
      });
      return { status: answer.status, body: await answer.json() };
    },
  };
}
