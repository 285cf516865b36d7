import { isDevelopment } from '@/server/env';

export interface Policy {
  nonce: string;
  value: string;
}

export function newNonce(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
}

/** Scripts run only with this response's nonce; styles stay inline, because chart and table set them on elements. */
export function contentSecurityPolicy(nonce: string): Policy {
  // React rebuilds server stacks with eval in development only; hot reload needs its socket.
  const development = isDevelopment ? " 'unsafe-eval'" : '';
  const value = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  return { nonce, value };
}
