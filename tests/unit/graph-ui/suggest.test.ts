import { describe, expect, it } from 'vitest';
import { suggestFocus } from '@/components/graph/suggest';

const tags = [
  { tag: 'category:shoes', members: 41 },
  { tag: 'brand:x', members: 3 },
];
const hotKeys = [
  { key: 'listing:shoes:1', reads: 500 },
  { key: 'home', reads: 900 },
];
const focuses = (typed: string) =>
  suggestFocus(typed, tags, hotKeys).map((suggestion) => suggestion.focus);

describe('what the search box offers', () => {
  it('known tags and busy keys that contain the text, then the text itself as either', () => {
    expect(focuses('Shoes')).toEqual([
      'tag:category:shoes',
      'key:listing:shoes:1',
      'key:Shoes',
      'tag:Shoes',
    ]);
  });
  it('only the kind that was asked for', () => {
    expect(focuses('tag:shoes')).toEqual(['tag:category:shoes', 'tag:shoes']);
    expect(focuses('key:home')).toEqual(['key:home']);
  });
  it('tags and keys before anything is typed, and no empty name', () => {
    expect(focuses('')).toEqual([
      'tag:category:shoes',
      'tag:brand:x',
      'key:listing:shoes:1',
      'key:home',
    ]);
  });
  it('keeps room for keys when there are many tags', () => {
    const many = Array.from({ length: 50 }, (_, i) => ({ tag: `shoes:${i}`, members: 1 }));
    const kinds = suggestFocus('shoes', many, hotKeys).map((suggestion) => suggestion.focus);
    expect(kinds).toContain('key:listing:shoes:1');
    expect(kinds.length).toBeLessThanOrEqual(10);
  });
});
