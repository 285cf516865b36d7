import type { PreviewView } from '@/lib/contract';
import type { Freshet } from '@/server/freshet';
import { editDistance } from './edit-distance';

const shown = 8;
const looked = 3;

/** What is cached under names close to those that matched nothing: mistyped kinds, other spellings of an id. */
export async function nearMisses(
  cache: Pick<Freshet, 'survey' | 'tags'>,
  names: { entity: string | null; ids: readonly string[] },
): Promise<NonNullable<PreviewView['hints']>> {
  const { types } = await cache.survey();
  const known = types.map((type) => type.type);
  const tags = new Set<string>();
  for (const id of names.ids.slice(0, looked)) {
    const last = id.slice(id.lastIndexOf(':') + 1);
    // The id alone finds `sku:42` for `product:42`; its beginning finds `product:42-red`.
    for (const text of new Set([last, last.slice(0, Math.max(3, last.length - 1))])) {
      const found = await cache.tags({ search: text, limit: 50 });
      const full = names.entity === null ? id.replace(/^(tag|key):/, '') : `${names.entity}:${id}`;
      for (const { tag } of found.tags.toSorted(
        (a, b) => editDistance(a.tag, full) - editDistance(b.tag, full),
      ))
        if (tag !== full && tags.size < shown) tags.add(tag);
    }
  }
  return { types: nearTypes(known, names.entity), tags: [...tags] };
}

/** Types that differ from `entity` by a typing mistake or an ending; all the largest when none does. */
function nearTypes(types: readonly string[], entity: string | null): string[] {
  if (entity === null || types.includes(entity)) return [];
  const wanted = entity.toLowerCase();
  const near = types.filter((type) => {
    const one = type.toLowerCase();
    return one.startsWith(wanted) || wanted.startsWith(one) || editDistance(one, wanted) <= 2;
  });
  return (near.length > 0 ? near : types).slice(0, shown);
}
