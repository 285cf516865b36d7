// The sign-in endpoints. They answer in the auth library's own form, not as problems.
import { z } from '@/lib/zod';

const answerSchema = z.object({ message: z.string().optional(), code: z.string().optional() });

async function post(
  path: string,
  body: unknown,
): Promise<{ ok: boolean; status: number; message: string | null }> {
  const response = await fetch(`/api/auth${path}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const parsed = answerSchema.safeParse(await response.json().catch(() => null));
  return {
    ok: response.ok,
    status: response.status,
    message: (parsed.success && parsed.data.message) || null,
  };
}

/** Null when signed in, else what the person can do about it. */
export async function signIn(email: string, password: string): Promise<string | null> {
  const answer = await post('/sign-in/email', { email, password });
  if (answer.ok) return null;
  if (answer.status === 429) return 'Too many tries. Wait a minute, then try again.';
  if (answer.status === 401) return 'E-mail and password do not match an account.';
  return answer.message ?? `The console answered ${answer.status}. Try again in a moment.`;
}

/** Ends the session; throws when the console did not answer or refused. */
export async function signOut(): Promise<void> {
  const answer = await post('/sign-out', {});
  if (!answer.ok) throw new Error(answer.message ?? `The console answered ${answer.status}.`);
}
