import type { ChangeInput, ChangeKind, PreviewView, TargetsInput } from '@/lib/contract';
import { scopeText } from '@/lib/confirm-ladder';
import type { Context } from '@/server/auth/context';
import { Refusal } from '@/server/auth/refusal';
import { listRules } from '@/server/events/rule-store';
import { checkDecision, decide } from '@/server/events/rules';
import type { Targets } from '@/server/freshet';

/** The event type that a shop sends for a change of this kind; its last word is what the engine's rules go by. */
const eventTypes: Record<ChangeKind, string> = {
  price: 'price.updated',
  stock: 'stock.updated',
  content: 'content.updated',
  created: 'created',
  deleted: 'deleted',
};
const sampleSize = 20;

export interface ChangeTargets {
  targets: Targets;
  /** Per id, the targets it stands for, as `tag:…` and `key:…`; to tell which ids reach nothing. */
  guardsOf: ReadonlyMap<string, readonly string[]>;
  subject: PreviewView['subject'];
  scope: string;
}

/**
 * What changes of these things would invalidate: what the rules make of the events that the shop will send, each id by
 * itself. Throws `invalid-input` when no rule makes anything of them.
 */
export async function targetsOfChange(
  context: Pick<Context, 'cache' | 'db'>,
  { entity, kind, ids }: ChangeInput,
): Promise<ChangeTargets> {
  const rules = await listRules(context);
  const tags = new Set<string>();
  const keys = new Set<string>();
  const guardsOf = new Map<string, string[]>();
  for (const id of new Set(ids)) {
    const event = { type: eventTypes[kind], entity, id };
    const targets = decide(rules, event, context.cache.targetsOf);
    checkDecision(targets);
    const guards: string[] = [];
    for (const tag of targets.tags) {
      tags.add(tag);
      guards.push(`tag:${tag}`);
    }
    for (const key of targets.keys) {
      keys.add(key);
      guards.push(`key:${key}`);
    }
    guardsOf.set(id, guards);
  }
  if (tags.size + keys.size === 0) throw noRule(entity, eventTypes[kind]);
  const [first = ''] = guardsOf.keys();
  const count = guardsOf.size;
  return {
    targets: { tags: [...tags], keys: [...keys] },
    guardsOf,
    subject: { entity, kind, count, sample: [...guardsOf.keys()].slice(0, sampleSize) },
    scope: count === 1 ? `${entity}:${first}` : `${count} × ${entity}`,
  };
}

function noRule(entity: string, type: string): Refusal {
  const detail = `no rule names a key or a tag for an event ${type} of ${entity}: add one under Events`;
  return new Refusal('invalid-input', `Nothing to preview: ${detail}.`, {
    errors: [{ pointer: '/change/entity', detail }],
  });
}

/** The same for targets that were named as such. */
export function targetsAsChange(targets: TargetsInput): ChangeTargets {
  const guards = [
    ...(targets.tags ?? []).map((tag) => `tag:${tag}`),
    ...(targets.keys ?? []).map((key) => `key:${key}`),
  ];
  const named = targets.prefix === undefined ? guards : [...guards, `prefix:${targets.prefix}`];
  return {
    targets,
    guardsOf: new Map(guards.map((guard) => [guard, [guard]])),
    subject: { entity: null, kind: null, count: named.length, sample: named.slice(0, sampleSize) },
    scope: scopeText(targets),
  };
}
