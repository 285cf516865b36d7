import { describe, expect, it } from 'vitest';
import { typeOf } from '../../../server/engine/names';
import { walkClosure } from '../../../server/engine/people/closure';
import type { Guard, Member } from '../../../server/engine/ports';

type Index = Record<string, readonly (string | [key: string, depth: number])[]>;

function close(
  index: Index,
  guards: readonly Guard[],
  declared: readonly string[] = [],
  limit = 100,
) {
  const walked: Guard[] = [];
  const result = walkClosure({
    guards,
    async *walk(guard) {
      walked.push(guard);
      const members = (index[guard] ?? []).map((one): Member => {
        const [key, depth] = typeof one === 'string' ? [one, 1] : one;
        return { key, depth, endAtMs: 0 };
      });
      for (const member of members) yield [member];
    },
    isDeclaredUpon: (key) => declared.includes(typeOf(key)),
    limit,
  });
  return result.then((reached) => ({
    walked,
    reached: Object.fromEntries([...reached].map(([key, { depth, via }]) => [key, [depth, via]])),
  }));
}

describe('the closure of a wave', () => {
  it('counts a target key as depth 0 and members of a tag as depth 1', async () => {
    const { reached } = await close({ 't:red': ['p:1', 'p:2'], 'k:p:9': ['list'] }, [
      't:red',
      'k:p:9',
    ]);
    expect(reached).toEqual({
      'p:9': [0, null],
      'p:1': [1, 't:red'],
      'p:2': [1, 't:red'],
      list: [1, 'k:p:9'],
    });
  });

  it('walks the guard of a found entry only when its type is declared upon', async () => {
    const index: Index = { 't:red': ['p:1'], 'k:p:1': ['list'], 'k:list': ['home'] };
    expect(Object.keys((await close(index, ['t:red'])).reached)).toEqual(['p:1']);
    expect((await close(index, ['t:red'], ['p'])).reached).toEqual({
      'p:1': [1, 't:red'],
      list: [2, 'k:p:1'],
    });
    expect((await close(index, ['t:red'], ['p', 'list'])).reached.home).toEqual([3, 'k:list']);
  });

  it('ends in a cycle and walks each guard once', async () => {
    const index: Index = { 'k:a': ['b'], 'k:b': ['c'], 'k:c': ['a', 'b'] };
    const { reached, walked } = await close(index, ['k:a'], ['a', 'b', 'c']);
    expect(reached).toEqual({ a: [0, null], b: [1, 'k:a'], c: [2, 'k:b'] });
    expect(walked).toEqual(['k:a', 'k:b', 'k:c']);
  });

  it('tells the shortest way, also when a longer one is found first', async () => {
    const index: Index = { 't:x': [['deep', 4], 'near'], 'k:near': ['deep'], 'k:deep': ['last'] };
    const { reached, walked } = await close(index, ['t:x'], ['near', 'deep']);
    expect(reached.deep).toEqual([2, 'k:near']);
    expect(reached.last).toEqual([3, 'k:deep']);
    expect(walked.filter((guard) => guard === 'k:deep')).toHaveLength(1);
  });

  it('refuses a plan past its limit instead of cutting it', async () => {
    const index: Index = { 't:x': ['a', 'b', 'c'] };
    await expect(close(index, ['t:x'], [], 2)).rejects.toMatchObject({ code: 'plan-too-large' });
    expect(Object.keys((await close(index, ['t:x'], [], 3)).reached)).toHaveLength(3);
  });
});
