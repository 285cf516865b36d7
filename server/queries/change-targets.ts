import type { ChangeInput, ChangeKind, PreviewView, TargetsInput } from '@/lib/contract';
import { scopeText } from '@/lib/confirm-ladder';
import type { Freshet, Targets } from '@/server/freshet';

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

/** What changes of these things would invalidate: the targets of the events the shop will send, each id by itself. */
export function targetsOfChange(
  cache: Pick<Freshet, 'targetsOf'>,
  { entity, kind, ids }: ChangeInput,
): ChangeTargets {
  const tags = new Set<string>();
  const keys = new Set<string>();
  const guardsOf = new Map<string, string[]>();
  for (const id of new Set(ids)) {
    const targets = cache.targetsOf({ type: eventTypes[kind], entity, id });
    const guards: string[] = [];
    for (const tag of targets.tags ?? []) {
      tags.add(tag);
      guards.push(`tag:${tag}`);
    }
    for (const key of targets.keys ?? []) {
      keys.add(key);
      guards.push(`key:${key}`);
    }
    guardsOf.set(id, guards);
  }
  const [first = ''] = guardsOf.keys();
  const count = guardsOf.size;
  return {
    targets: { tags: [...tags], keys: [...keys] },
    guardsOf,
    subject: { entity, kind, count, sample: [...guardsOf.keys()].slice(0, sampleSize) },
    scope: count === 1 ? `${entity}:${first}` : `${count} × ${entity}`,
  };
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
