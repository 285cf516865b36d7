import { guardName, typeOf } from '../names';
import type { Guard, InspectStore } from '../ports';

export interface TagIndex {
  /** Most members first. */
  tags: { tag: string; members: number; marker: number }[];
  /** Tags by family: the text before the first colon. */
  families: Map<string, number>;
}

/** Walks all tags. */
export async function readTagIndex(
  store: Pick<InspectStore, 'scanGuards' | 'guardInfo'>,
): Promise<TagIndex> {
  const tags: TagIndex['tags'] = [];
  const families = new Map<string, number>();
  const add = (guard: Guard, info: { members: number; marker: number } | undefined) => {
    const tag = guardName(guard);
    tags.push({ tag, members: info?.members ?? 0, marker: info?.marker ?? 0 });
    const family = typeOf(tag);
    families.set(family, (families.get(family) ?? 0) + 1);
  };
  for await (const guards of store.scanGuards('t')) {
    const infos = await store.guardInfo(guards);
    guards.forEach((guard, i) => add(guard, infos[i]));
  }
  tags.sort((a, b) => b.members - a.members || (a.tag < b.tag ? -1 : 1));
  return { tags, families };
}
