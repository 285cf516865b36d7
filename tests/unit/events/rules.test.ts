import { describe, expect, test } from 'vitest';
import { type RuleView, ruleInputSchema } from '@/lib/contract';
import { expandTemplate, matchesPattern, parseTemplate } from '@/lib/event-templates';
import { checkDecision, decide } from '@/server/events/rules';

const event = {
  type: 'price.changed',
  entity: 'product',
  id: 42,
  tags: ['shoes', 'sale'],
  version: 7,
};
const ruleOf = (fields: Partial<RuleView>): RuleView => ({
  id: fields.name ?? 'r',
  name: 'r',
  enabled: true,
  entity: '*',
  types: [],
  keys: [],
  tags: ['t:{id}'],
  stop: false,
  position: 1,
  builtIn: false,
  hits: 0,
  lastHitAt: null,
  updatedBy: 'Ada',
  updatedAt: '2026-01-01T00:00:00.000Z',
  ...fields,
});
const convention = () => ({ keys: ['product:42'], tags: ['product:42'] });

describe('templates', () => {
  test.each([
    ['product:{id}', ['product:42']],
    ['{entity}/{type}/{version}', ['product/price.changed/7']],
    ['category:{tags…}', ['category:shoes', 'category:sale']],
    ['category:{tags...}:{id}', ['category:shoes:42', 'category:sale:42']],
    ['home', ['home']],
    ['}{id}', ['}42']],
  ])('%s', (template, names) => {
    expect(expandTemplate(template, event)).toEqual(names);
  });

  test('a field that the event has not gives no name instead of a wrong one', () => {
    const { version: _version, tags: _tags, ...plain } = event;
    expect(expandTemplate('v:{version}', plain)).toEqual([]);
    expect(expandTemplate('c:{tags…}', plain)).toEqual([]);
  });

  test('what is in the event is never read as a template', () => {
    expect(expandTemplate('p:{id}', { ...event, id: '{entity}' })).toEqual(['p:{entity}']);
  });

  test.each([
    ['product:{sku}', '{sku} at character 9 is not known'],
    ['product:{id', 'never closed'],
    ['{tags…}{tags…}', 'once'],
  ])('%s is refused with the place', (template, why) => {
    expect(parseTemplate(template)).toContain(why);
    const parsed = ruleInputSchema.safeParse({ name: 'x', entity: '*', tags: [template] });
    expect(JSON.stringify(parsed.error?.issues)).toContain(why);
  });
});

test.each([
  ['*', 'anything', true],
  ['product', 'product', true],
  ['product', 'products', false],
  ['product.*', 'product.price', true],
  ['*.changed', 'price.changed', true],
  ['a*a', 'a', false],
  ['a*a', 'aba', true],
])('the pattern %s and %s', (pattern, text, matches) => {
  expect(matchesPattern(pattern, text)).toBe(matches);
});

describe('deciding', () => {
  test('all rules that match name their targets, each name once', () => {
    const rules = [
      ruleOf({ name: 'a', tags: ['t:{id}', 'x'] }),
      ruleOf({ name: 'b', tags: ['x'], keys: ['page:{id}'] }),
      ruleOf({ name: 'c', builtIn: true, tags: [] }),
    ];
    expect(decide(rules, event, convention)).toMatchObject({
      keys: ['page:42', 'product:42'],
      tags: ['t:42', 'x', 'product:42'],
    });
  });

  test('a rule that stops keeps the later ones out, and each says why it did not match', () => {
    const rules = [
      ruleOf({ name: 'off', enabled: false }),
      ruleOf({ name: 'stock', entity: 'stock' }),
      ruleOf({ name: 'deleted', types: ['deleted', '*.deleted'] }),
      ruleOf({ name: 'first', types: ['price.*'], stop: true }),
      ruleOf({ name: 'convention', builtIn: true }),
    ];
    const made = decide(rules, event, convention);
    expect(made.matched.map(({ name }) => name)).toEqual(['first']);
    expect(made.skipped.map(({ why }) => why)).toEqual([
      'it is switched off',
      'the entity is not stock',
      'the type is not deleted or *.deleted',
      '“first” stops before it',
    ]);
    // Control: without the stop the convention has its say.
    const going = rules.map((rule) => ({ ...rule, stop: false }));
    expect(decide(going, event, convention).keys).toEqual(['product:42']);
  });

  test('a name that no cache can hold is refused with the rule that made it', () => {
    const long = decide(
      [ruleOf({ name: 'long', tags: ['{id}{id}'] })],
      { ...event, id: 'x'.repeat(300) },
      convention,
    );
    expect(() => checkDecision(long)).toThrow(/“long”.*512 bytes/);
    expect(() => checkDecision(decide([ruleOf({})], event, convention))).not.toThrow();
  });
});

test('a rule that names nothing must at least stop the others', () => {
  const give = (more: object) => ruleInputSchema.safeParse({ name: 'x', entity: '*', ...more });
  expect(give({}).success).toBe(false);
  expect(give({ stop: true }).success).toBe(true);
  expect(give({ tags: ['x'], entity: 'a*b*c' }).success).toBe(false);
});
