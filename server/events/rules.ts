// From an event to keys and tags. Rules are asked in their order, and what they name is put together; a rule that stops
// ends the asking. The built-in rule stands for the engine's own convention.
import { type ChangeEventInput, keySchema, type RuleView, tagSchema } from '@/lib/contract';
import { expandTemplate, matchesPattern } from '@/lib/event-templates';
import { type FieldError, Refusal } from '@/server/auth/refusal';
import type { ChangeEvent, Targets } from '@/server/freshet';
import { toChangeEvent } from './plain';

export interface RuleTargets {
  keys: string[];
  tags: string[];
}
export interface RuleMatch extends RuleTargets {
  id: string;
  name: string;
}
export interface Decision extends RuleTargets {
  matched: RuleMatch[];
  skipped: { id: string; name: string; why: string }[];
}

/** What the rules make of an event. `convention` is the engine's `targetsOf`. */
export function decide(
  rules: readonly RuleView[],
  event: ChangeEventInput,
  convention: (event: ChangeEvent) => Targets,
): Decision {
  const matched: RuleMatch[] = [];
  const skipped: Decision['skipped'] = [];
  let stoppedBy: string | null = null;
  for (const rule of rules) {
    const { id, name } = rule;
    const why = stoppedBy === null ? whyNot(rule, event) : `“${stoppedBy}” stops before it`;
    if (why !== null) {
      skipped.push({ id, name, why });
      continue;
    }
    matched.push({ id, name, ...targetsOf(rule, event, convention) });
    if (rule.stop) stoppedBy = name;
  }
  return {
    matched,
    skipped,
    keys: [...new Set(matched.flatMap(({ keys }) => keys))],
    tags: [...new Set(matched.flatMap(({ tags }) => tags))],
  };
}

function whyNot(rule: RuleView, event: ChangeEventInput): string | null {
  if (!rule.enabled) return 'it is switched off';
  if (!matchesPattern(rule.entity, event.entity)) return `the entity is not ${rule.entity}`;
  if (rule.types.length > 0 && !rule.types.some((type) => matchesPattern(type, event.type)))
    return `the type is not ${rule.types.join(' or ')}`;
  return null;
}

function targetsOf(
  rule: RuleView,
  event: ChangeEventInput,
  convention: (event: ChangeEvent) => Targets,
): RuleTargets {
  if (rule.builtIn) {
    const { keys = [], tags = [] } = convention(toChangeEvent(event));
    return { keys: [...keys], tags: [...tags] };
  }
  const expand = (templates: readonly string[]) => [
    ...new Set(templates.flatMap((template) => expandTemplate(template, event))),
  ];
  return { keys: expand(rule.keys), tags: expand(rule.tags) };
}

/** Throws `invalid-input` for a name that no cache could hold, and says which rule made it. */
export function checkDecision({ matched }: Decision): void {
  const errors: FieldError[] = [];
  for (const rule of matched) {
    const check = (schema: typeof keySchema, name: string) => {
      const parsed = schema.safeParse(name);
      if (!parsed.success)
        errors.push({
          pointer: '',
          detail: `the rule “${rule.name}” makes a name of it that cannot be used: ${parsed.error.issues[0]?.message ?? 'not valid'}`,
        });
    };
    for (const key of rule.keys) check(keySchema, key);
    for (const tag of rule.tags) check(tagSchema, tag);
  }
  const [first] = errors;
  if (first) throw new Refusal('invalid-input', `The event: ${first.detail}`, { errors });
}
