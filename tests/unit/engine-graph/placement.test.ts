import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Placement } from '../../../server/engine/graph/placement';

const ids = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, i) => `key:${prefix}${i}`);
const nodesOf = (placement: Placement) => placement.shown.size + placement.folds.size;

describe('placing nodes', () => {
  it('folds what is past the fan-out and says how many', () => {
    const placement = new Placement('tag:x', 12, 200);
    const shown = placement.place('down', 1, { parent: 'tag:x', ids: ids('a', 30), more: 970 });
    expect(shown).toEqual(ids('a', 12));
    expect(placement.folded).toEqual([{ parent: 'tag:x', hidden: 988, reason: 'fan-out' }]);
    const fold = placement.folds.get('fold:down:tag:x');
    expect(fold).toMatchObject({ level: 1, more: 970, hidden: ids('a', 30).slice(12) });
    expect(placement.nodeOf('key:a20')).toBe('fold:down:tag:x');
    expect(placement.nodeOf('key:a3')).toBe('key:a3');
    expect(placement.nodeOf('key:b')).toBeNull();
  });

  it('folds nothing when the children just fit', () => {
    const placement = new Placement('tag:x', 12, 200);
    placement.place('down', 1, { parent: 'tag:x', ids: ids('a', 12), more: 0 });
    expect(placement.folds.size).toBe(0);
    expect(placement.folded).toEqual([]);
  });

  it('places a node that has two parents once', () => {
    const placement = new Placement('tag:x', 12, 200);
    placement.place('down', 1, { parent: 'tag:x', ids: ['key:a', 'key:b'], more: 0 });
    expect(
      placement.place('down', 2, { parent: 'key:a', ids: ['key:b', 'key:c'], more: 0 }),
    ).toEqual(['key:c']);
    expect(placement.shown.get('key:b')).toBe(1);
  });

  it('never exceeds the budget and never loses a node, whatever is placed', () => {
    const step = fc.record({
      parent: fc.nat(60),
      count: fc.nat(40),
      more: fc.nat(3),
      up: fc.boolean(),
    });
    const setting = fc.record({
      fold: fc.integer({ min: 1, max: 30 }),
      budget: fc.integer({ min: 10, max: 60 }),
    });
    fc.assert(
      fc.property(setting, fc.array(step, { maxLength: 40 }), ({ fold, budget }, steps) => {
        const placement = new Placement('key:focus', fold, budget);
        let given = 1;
        steps.forEach(({ parent, count, more, up }, n) => {
          const parents = [...placement.shown.keys()];
          placement.place(up ? 'up' : 'down', 1, {
            parent: parents[parent % parents.length] ?? '',
            ids: ids(`${n}-`, count),
            more,
          });
          given += count + more;
          expect(nodesOf(placement)).toBeLessThanOrEqual(budget);
        });
        const folded = [...placement.folds.values()];
        const hidden = folded.reduce((sum, one) => sum + one.hidden.length + one.more, 0);
        expect(placement.shown.size + hidden).toBe(given);
        expect(placement.folded.reduce((sum, one) => sum + one.hidden, 0)).toBe(hidden);
      }),
    );
  });
});
