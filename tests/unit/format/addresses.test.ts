import { describe, expect, it } from 'vitest';
import { apiPath } from '@/lib/api-client';
import { previewHref } from '@/lib/guard';
import { decodeParam } from '@/lib/route-param';
import { safePath } from '@/lib/safe-path';

describe('addresses', () => {
  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    'javascript:alert(1)',
    '/\t/evil.example',
    '',
  ])('signing in never leads to %j', (path) => {
    const to = new URL(safePath(path), 'http://console.test');
    expect(to.origin).toBe('http://console.test');
  });

  it('signing in leads back to the page one came from, view and all', () => {
    expect(safePath('/tags?q=shoes&sort=tag.asc#x')).toBe('/tags?q=shoes&sort=tag.asc#x');
  });

  it('a tag of any text survives the address', () => {
    for (const tag of ['a/b', '100%', '{x}?*#', '👟', 'a b&c=d'])
      expect(decodeParam(encodeURIComponent(tag))).toBe(tag);
    expect(decodeParam('100%')).toBe('100%');
  });

  it('leaves empty parameters out of API addresses', () => {
    expect(apiPath('/tags', { search: '', limit: 5, cursor: undefined })).toBe(
      '/api/v1/tags?limit=5',
    );
  });

  it.each([
    [['tag:product:42', 'key:product:42'], '/preview?entity=product&ids=42'],
    [['key:product:1', 'key:product:2'], '/preview?entity=product&ids=1%2C2'],
    [['tag:category:shoes:red'], '/preview?entity=category&ids=shoes%3Ared'],
    [['key:product:1', 'tag:category:x'], null],
    [['key:home'], null],
    [['key:product:a,b'], null],
    [['prefix:product:'], null],
    [[], null],
  ])('guards %j are previewed as %j', (guards, href) => {
    expect(previewHref(guards)).toBe(href);
  });
});
