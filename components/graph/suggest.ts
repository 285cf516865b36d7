export interface Suggestion {
  /** `tag:…` or `key:…`: what becomes the focus. */
  focus: string;
  kind: 'tag' | 'key';
  name: string;
  note: string;
}

const MAX_SUGGESTIONS = 10;

/**
 * What the search box offers: known tags, then busy keys that contain the text, then the text itself as a key and as
 * a tag, since not every cached name is known to the browser.
 */
export function suggestFocus(
  typed: string,
  tags: readonly { tag: string; members: number }[],
  hotKeys: readonly { key: string; reads: number }[],
): Suggestion[] {
  const { kind, text } = splitKind(typed.trim());
  const wanted = text.toLowerCase();
  const found: Suggestion[] = [];
  if (kind !== 'key')
    for (const { tag, members } of tags)
      if (tag.toLowerCase().includes(wanted))
        found.push({ focus: `tag:${tag}`, kind: 'tag', name: tag, note: `${members} members` });
  if (kind !== 'tag')
    for (const { key, reads } of hotKeys)
      if (key.toLowerCase().includes(wanted))
        found.push({ focus: `key:${key}`, kind: 'key', name: key, note: `${reads} reads/h` });
  const offered = balance(found, text === '' ? MAX_SUGGESTIONS : MAX_SUGGESTIONS - 2);
  if (text === '') return offered;
  for (const exact of ['key', 'tag'] as const) {
    const focus = `${exact}:${text}`;
    if ((kind ?? exact) === exact && !offered.some((option) => option.focus === focus))
      offered.push({ focus, kind: exact, name: text, note: 'as typed' });
  }
  return offered;
}

/** `tag:x` and `key:x` say their kind; anything else may be either. */
function splitKind(typed: string): { kind: 'tag' | 'key' | null; text: string } {
  if (typed.startsWith('tag:')) return { kind: 'tag', text: typed.slice(4) };
  if (typed.startsWith('key:')) return { kind: 'key', text: typed.slice(4) };
  return { kind: null, text: typed };
}

/** Room for both kinds, so that many tags do not push every key out. */
function balance(found: readonly Suggestion[], room: number): Suggestion[] {
  const tags = found.filter((option) => option.kind === 'tag');
  const keys = found.filter((option) => option.kind === 'key');
  const forTags = Math.max(room - keys.length, Math.ceil(room / 2));
  const chosen = tags.slice(0, forTags);
  return [...chosen, ...keys.slice(0, room - chosen.length)];
}
