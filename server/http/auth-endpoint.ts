import { container } from '../container';

/** The sign-in library's own endpoints: `/api/auth/sign-in/email`, `/api/auth/sign-out`, `/api/auth/get-session`. */
export async function handleAuth(request: Request): Promise<Response> {
  const { auth, ready } = container();
  await ready();
  return auth.handler(request);
}
