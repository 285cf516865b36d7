// Runs before every page: the script policy, and a courtesy redirect. No decision about access rests on it; pages,
// routes and actions each check the session themselves.
import { type NextRequest, NextResponse } from 'next/server';
import { contentSecurityPolicy, newNonce } from '@/server/http/csp';

export const config = {
  // Pages only: routes answer data, and files of the build are the same for everyone.
  matcher: [
    '/((?!api/|_next/static|_next/image|healthz|readyz|icon\\.svg$|favicon\\.ico$|robots\\.txt$).*)',
  ],
};

const openPages = ['/sign-in', '/setup', '/docs', '/share'];

export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const policy = contentSecurityPolicy(newNonce());
  const isOpen = openPages.some((page) => pathname === page || pathname.startsWith(`${page}/`));
  if (!isOpen && !hasSessionCookie(request)) {
    const signIn = new URL('/sign-in', request.nextUrl);
    if (pathname !== '/') signIn.searchParams.set('next', pathname + search);
    return NextResponse.redirect(signIn);
  }
  const headers = new Headers(request.headers);
  headers.set('x-nonce', policy.nonce);
  // Next reads the nonce for its own scripts from the request's policy.
  headers.set('content-security-policy', policy.value);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy.value);
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'same-origin');
  return response;
}

function hasSessionCookie({ cookies }: NextRequest): boolean {
  return cookies.getAll().some(({ name }) => name.endsWith('freshet.session_token'));
}
