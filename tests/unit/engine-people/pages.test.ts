import { describe, expect, it } from 'vitest';
import { takePage } from '../../../server/engine/people/tag-members';
import type { Member } from '../../../server/engine/ports';

const chunks: Record<string, [keys: string[], next: string]> = {
  '': [['a', 'b', 'c', 'd', 'e'], '7'],
  '7': [[], '3'],
  '3': [['f', 'g'], ''],
};
const read = async (cursor: string) => {
  const [keys, next] = chunks[cursor] ?? [[], ''];
  return { members: keys.map((key): Member => ({ key, depth: 1, endAtMs: 0 })), cursor: next };
};

describe('pages of a walk', () => {
  it.each([1, 2, 3, 5, 6, 7, 50])(
    'of %i never exceed it and together show everything',
    async (limit) => {
      const seen: string[] = [];
      let place: { step: string; skip: number } | null = { step: '', skip: 0 };
      while (place !== null) {
        const page: Awaited<ReturnType<typeof takePage>> = await takePage(read, place, limit);
        expect(page.members.length).toBeLessThanOrEqual(limit);
        seen.push(...page.members.map((member) => member.key));
        const [step = '', skip = '0'] = page.cursor?.split('.') ?? [];
        place =
          page.cursor === null ? null : { step: step === '0' ? '' : step, skip: Number(skip) };
      }
      expect(seen).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    },
  );
});
