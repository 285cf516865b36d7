import { describe, expect, test } from 'vitest';
import { createShareLinks } from '@/server/auth/share-links';

const secret = 'a-secret-of-the-tests-0123456789abcdef';
const links = createShareLinks(secret, 'https://console.example');
const soon = new Date(Date.now() + 60_000);
const tokenOf = (url: string) => url.slice(url.lastIndexOf('/') + 1);

describe('a share link', () => {
  test('opens the one preview it was made for, until it ends', () => {
    const url = links.make('p_1', soon);
    expect(url).toMatch(/^https:\/\/console\.example\/share\/preview\/[\w-]+\.[\w-]+$/);
    expect(links.read(tokenOf(url))).toMatchObject({ previewId: 'p_1' });
    expect(links.read(tokenOf(url), new Date(soon.getTime() + 1_000))).toBeNull();
  });

  test('cannot be made, pointed elsewhere or prolonged without the secret', () => {
    const [body = '', signature = ''] = tokenOf(links.make('p_1', soon)).split('.');
    const forge = (claim: object) => Buffer.from(JSON.stringify(claim)).toString('base64url');
    const later = soon.getTime() / 1000 + 3600;
    for (const token of [
      `${forge({ p: 'p_2', e: later })}.${signature}`,
      `${forge({ p: 'p_1', e: later })}.${signature}`,
      `${body}.${'A'.repeat(signature.length)}`,
      `${body}.`,
      body,
      `${body}.${signature}.x`,
      '',
    ])
      expect(links.read(token)).toBeNull();
    const other = createShareLinks(`${secret}!`, 'https://console.example');
    expect(links.read(tokenOf(other.make('p_1', soon)))).toBeNull();
    // Control: untouched it opens.
    expect(links.read(`${body}.${signature}`)).not.toBeNull();
  });
});
