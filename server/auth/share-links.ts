// Links that show one stored preview to somebody without an account. The link is the permission: it names the preview and
// its end, and is signed, so that nobody can make one, point it elsewhere or prolong it.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

export interface ShareLinks {
  /** The address to give away. */
  make(previewId: string, expiresAt: Date): string;
  /** What a link's token opens; null when it was not made here, was altered, or its time has passed. */
  read(token: string, now?: Date): { previewId: string; expiresAt: Date } | null;
}

const claimSchema = z.object({ p: z.string(), e: z.number() });

export function createShareLinks(secret: string, url: string): ShareLinks {
  // A key of its own: a signature made for anything else with the same secret opens nothing here.
  const key = createHmac('sha256', secret).update('freshet share link v1').digest();
  const sign = (body: string) => createHmac('sha256', key).update(body).digest('base64url');
  return {
    make(previewId, expiresAt) {
      const claim = { p: previewId, e: Math.floor(expiresAt.getTime() / 1000) };
      const body = Buffer.from(JSON.stringify(claim)).toString('base64url');
      return `${url}/share/preview/${body}.${sign(body)}`;
    },
    read(token, now = new Date()) {
      const [body, signature, ...more] = token.split('.');
      if (!body || !signature || more.length > 0 || token.length > 500) return null;
      if (!isSame(signature, sign(body))) return null;
      const claim = claimSchema.parse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
      const expiresAt = new Date(claim.e * 1000);
      return expiresAt > now ? { previewId: claim.p, expiresAt } : null;
    },
  };
}

function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
