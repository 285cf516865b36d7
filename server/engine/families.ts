// Key families: a pattern with a loader. A key can be turned back into its parameters, so that a page, a queue or
// another process can ask for the key alone.
import { FreshetError } from './errors';
import type { LoadPlan } from './loading';
import { checkKey, typeOf } from './names';
import { entryPlanOf, type Settings } from './settings';
import { checkRowVersion, checkSettleMs, type Versions } from './settling';
import type { EntryOptions, FamilyDefinition, Params, TextParams, WarmBudget } from './types';

export type WarmPolicy = 'off' | 'registered' | 'hot';

/** A family without its types, as the registry keeps it. */
export interface KnownFamily {
  name: string;
  /** `product:{id}` */
  pattern: string;
  warm: WarmPolicy;
  warmBudget: WarmBudget | null;
  planOf(key: string): LoadPlan | null;
}

interface Pattern {
  format(params: Record<string, string | number>): string;
  parse(key: string): Record<string, string> | null;
}

export function compilePattern(pattern: string): Pattern {
  const names = [...pattern.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '');
  const literals = pattern.split(/\{[^{}]+\}/);
  const source = literals.map((part, i) => {
    const literal = part.replace(/[.*+?^$()|[\]\\{}]/g, '\\$&');
    // All but the last place are as short as possible; `format` refuses values that would not come back.
    return i < names.length ? `${literal}(${i === names.length - 1 ? '.+' : '.+?'})` : literal;
  });
  const regex = new RegExp(`^${source.join('')}$`, 'su');
  const parse = (key: string) => {
    const match = regex.exec(key);
    if (match === null) return null;
    return Object.fromEntries(names.map((name, i) => [name, match[i + 1] ?? '']));
  };
  return {
    parse,
    format(params) {
      const values = names.map((name) => valueOf(pattern, name, params[name]));
      const key = checkKey(literals.map((part, i) => part + (values[i] ?? '')).join(''));
      // With one place there is nothing to confuse it with.
      if (names.length < 2) return key;
      const back = parse(key);
      const lost = names.find((name, i) => back?.[name] !== values[i]);
      if (lost !== undefined) {
        throw new FreshetError(
          'invalid-key',
          `parameter ${lost} of ${pattern} holds the text that separates it from the next one: encode it (encodeURIComponent)`,
        );
      }
      return key;
    },
  };
}

function valueOf(pattern: string, name: string, value: string | number | undefined): string {
  const text = value === undefined ? '' : String(value);
  if (text !== '') return text;
  throw new FreshetError(
    'invalid-key',
    `parameter ${name} of ${pattern} is missing or empty: give it`,
  );
}

export function compileFamily<K extends string, V>(
  name: string,
  definition: FamilyDefinition<K, V>,
  settings: Settings,
): KnownFamily & { keyOf(params: Params<K>): string; requirePlan(key: string): LoadPlan } {
  const pattern = compilePattern(checkKey(definition.key));
  const entryPlan = entryPlanOf(definition as EntryOptions & typeof definition, settings);
  const settleMs = checkSettleMs(definition.settleMs ?? 0);
  const planOf = (key: string): LoadPlan | null => {
    const parsed = pattern.parse(key);
    if (parsed === null) return null;
    const params = parsed as TextParams<K>;
    return {
      ...entryPlan,
      declaredTypes: [],
      settleMs,
      versionsOf: (value) => versionsOf(key, definition.version?.(params, value as V)),
      load: (context) => definition.load(params, context),
      tagsOf: (value) => definition.tags?.(params, value as V) ?? [],
      dependenciesOf: (value) => definition.dependencies?.(params, value as V) ?? [],
    };
  };
  return {
    name,
    pattern: definition.key,
    warm: definition.warm ?? 'off',
    warmBudget: definition.warmBudget ?? null,
    planOf,
    requirePlan(key) {
      const plan = planOf(key);
      if (plan !== null) return plan;
      throw new FreshetError(
        'invalid-key',
        `${JSON.stringify(key)} is not a key of family ${name}`,
      );
    },
    keyOf: (params) => pattern.format(params as Record<string, string | number>),
  };
}

/** A number is the version of the row that the key names. */
function versionsOf(key: string, told: number | Versions | undefined): Versions {
  if (told === undefined) return {};
  const versions = typeof told === 'number' ? { [key]: told } : told;
  for (const [row, version] of Object.entries(versions)) checkRowVersion(row, version);
  return versions;
}

/** Families and named loaders of one process. */
export class Loaders {
  private readonly families = new Map<string, KnownFamily>();
  private readonly byType = new Map<string, KnownFamily[]>();
  private readonly named = new Map<string, (key: string) => Promise<unknown>>();

  addFamily(family: KnownFamily, pattern: string): void {
    if (this.families.has(family.name)) {
      throw new FreshetError(
        'invalid-option',
        `family ${JSON.stringify(family.name)} is defined twice`,
      );
    }
    this.families.set(family.name, family);
    const type = typeOf(pattern).includes('{') ? '' : typeOf(pattern);
    this.byType.set(type, [...(this.byType.get(type) ?? []), family]);
  }

  addNamed(name: string, load: (key: string) => Promise<unknown>): void {
    this.named.set(name, load);
  }

  /** Key patterns of this process, to tell the fleet. */
  get patterns(): string[] {
    return [...this.families.values()].map((family) => family.pattern);
  }

  hasLoader(name: string): boolean {
    return this.families.has(name) || this.named.has(name);
  }

  familyOf(key: string): { family: KnownFamily; plan: LoadPlan } | null {
    for (const family of [
      ...(this.byType.get(typeOf(key)) ?? []),
      ...(this.byType.get('') ?? []),
    ]) {
      const plan = family.planOf(key);
      if (plan !== null) return { family, plan };
    }
    return null;
  }

  /** The plan of a key registered with a loader's name; null when this process has no such loader. */
  planByName(name: string, key: string, settings: Settings): LoadPlan | null {
    const family = this.families.get(name);
    if (family !== undefined) return family.planOf(key);
    const load = this.named.get(name);
    if (load === undefined) return null;
    const none = () => [];
    return {
      ...entryPlanOf({}, settings),
      load: () => load(key),
      tagsOf: none,
      dependenciesOf: none,
      declaredTypes: [],
    };
  }
}
