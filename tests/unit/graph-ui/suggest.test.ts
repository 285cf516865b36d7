import { describe, expect, it } from 'vitest';
import { readDraft } from '@/components/graph/draft';
import { type Suggestion, suggest } from '@/components/graph/suggest';

const tags = [
  { tag: 'category:shoes', members: 41 },
  { tag: 'brand:x', members: 3 },
];
const hotKeys = [
  { key: 'listing:shoes:1', reads: 500 },
  { key: 'home', reads: 900 },
];
const offer = (typed: string, known = { tags, hotKeys }) => suggest(typed, readDraft(typed), known);
const focusOf = (option: Suggestion) => ('focus' in option ? option.focus : null);
const focuses = (typed: string) => offer(typed).map(focusOf);

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
    const kinds = offer('shoes', { tags: many, hotKeys }).map(focusOf);
    expect(kinds).toContain('key:listing:shoes:1');
    expect(kinds.length).toBeLessThanOrEqual(10);
  });

  it('a selector as it is first, then its last word completed and quoted where it must be', () => {
    expect(offer('type:page,shoes')).toMatchObject([
      { kind: 'select', selector: 'type:page,key:shoes' },
      { kind: 'complete', text: 'type:page,tag:category:shoes' },
      { kind: 'complete', text: 'type:page,key:listing:shoes:1' },
    ]);
    const odd = { tags: [{ tag: 'a b', members: 1 }], hotKeys: [] };
    expect(offer('state:stale 2+tag:a', odd)).toMatchObject([
      { kind: 'select' },
      { kind: 'complete', text: 'state:stale 2+tag:"a b"' },
    ]);
    expect(offer('tag:shoes+')).toMatchObject([{ kind: 'select', selector: 'tag:shoes+' }]);
  });
  it('no selection while the text cannot be read', () => {
    expect(offer('state:old').map((option) => option.kind)).not.toContain('select');
  });
  it('the name inside quotes', () => {
    expect(focuses('tag:"a b')).not.toContain('tag:"a b');
  });
});
