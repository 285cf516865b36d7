import { editDistance } from './edit-distance';

/** Tags that get suggestions; more would only be a longer list of the same mistake. */
const HELPED = 40;
const SHOWN = 3;

/** For each tag that matched nothing: tags with members that differ by a few letters, case or separators. */
export function nearTags(
  missed: readonly string[],
  known: readonly { tag: string; members: number }[],
): Map<string, string[]> {
  const inUse = known.filter(({ members }) => members > 0).map(({ tag }) => tag);
  const near = new Map<string, string[]>();
  for (const tag of missed.slice(0, HELPED)) {
    const close = inUse
      .filter((other) => other !== tag)
      .map((other) => ({ other, letters: lettersApart(tag, other) }))
      .filter(({ letters }) => letters <= allowedFor(tag))
      .sort((a, b) => a.letters - b.letters || (a.other < b.other ? -1 : 1));
    if (close.length > 0)
      near.set(
        tag,
        close.slice(0, SHOWN).map(({ other }) => other),
      );
  }
  return near;
}

/** A short name that differs in three letters is another name. */
const allowedFor = (tag: string): number => (tag.length < 8 ? 1 : tag.length < 16 ? 2 : 3);

/** Letter case and the kind of separator cost nothing. */
function lettersApart(a: string, b: string): number {
  const [one, two] = [plain(a), plain(b)];
  if (one === two) return 0;
  // Names of very different lengths are not compared letter by letter.
  return Math.abs(one.length - two.length) > 3 ? Number.POSITIVE_INFINITY : editDistance(one, two);
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[\s_./|-]+/gu, ':');
