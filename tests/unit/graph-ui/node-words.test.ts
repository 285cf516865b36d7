import { describe, expect, it } from 'vitest';
import { graphToCsv } from '@/components/graph/graph-csv';
import { targetsOfNode } from '@/components/graph/node-words';
import { makeNode, makeView } from './sample-view';

describe('what an action on a node would hit', () => {
  it('a type means its keys and not those of a longer name', () => {
    expect(targetsOfNode(makeNode('type:home', { kind: 'type' }))).toEqual({
      keys: ['home'],
      prefix: 'home:',
    });
  });
  it('a tag means the tag, an entry the key, and a group without a selector nothing', () => {
    expect(targetsOfNode(makeNode('tag:a:b'))).toEqual({ tags: ['a:b'] });
    expect(targetsOfNode(makeNode('key:product:{1}'))).toEqual({ keys: ['product:{1}'] });
    expect(targetsOfNode(makeNode('tagfamily:a', { kind: 'tag-family' }))).toBeNull();
    expect(targetsOfNode(makeNode('fold:a', { kind: 'fold' }))).toBeNull();
  });
});

describe('the exported CSV', () => {
  it('quotes what needs quotes and disarms what a spreadsheet would run', () => {
    const csv = graphToCsv(
      makeView({ nodes: [makeNode('key:a,"b"', { label: '=HYPERLINK("x")' })], edges: [] }),
    );
    const row = csv.split('\r\n')[1];
    expect(row).toContain('"key:a,""b"""');
    expect(row).toContain(`"'=HYPERLINK(""x"")"`);
  });
  it('has one row per node and names the edges into it', () => {
    const csv = graphToCsv(makeView());
    expect(csv.trimEnd().split('\r\n')).toHaveLength(7);
    expect(csv).toContain('tag:category:shoes (tag)');
  });
});
