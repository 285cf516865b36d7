import { writeTerm } from '@/lib/selectors';
import { type Draft, splitLastWord } from './draft';

interface Shown {
  /** Tells options apart. */
  id: string;
  name: string;
  note: string;
}
export type Suggestion = Shown &
  (
    | {
        kind: 'tag' | 'key';
        /** `tag:…` or `key:…`: what becomes the focus. */
        focus: string;
      }
    | { kind: 'select'; selector: string }
    /** The typed text with its last word completed. */
    | { kind: 'complete'; text: string }
  );
type Named = Extract<Suggestion, { focus: string }>;

interface Known {
  tags: readonly { tag: string; members: number }[];
  hotKeys: readonly { key: string; reads: number }[];
}
const MAX_SUGGESTIONS = 10;

/** A selector can be drawn as it is, or its last word completed; a name is looked for among tags and keys. */
export function suggest(typed: string, draft: Draft, known: Known): Suggestion[] {
  if (draft.kind !== 'selector' && draft.kind !== 'fault') return suggestFocus(typed, known);
  const { before, steps, word } = splitLastWord(typed);
  const offered: Suggestion[] =
    draft.kind === 'selector'
      ? [
          {
            id: 'select',
            kind: 'select',
            selector: draft.text,
            name: draft.text,
            note: 'this selection',
          },
        ]
      : [];
  // Of a word with steps after it there is nothing to complete.
  if (word === '' || /\+\d*$/.test(word) || /^(type|state):/.test(word)) return offered;
  for (const { kind, focus, name, note } of findNamed(word, known, MAX_SUGGESTIONS - 1)) {
    const text = `${before}${steps}${writeTerm({ method: kind, value: name, up: 0, down: 0 })}`;
    if (text !== typed) offered.push({ id: focus, kind: 'complete', text, name: text, note });
  }
  return offered;
}

/**
 * Known tags, then busy keys that contain the text, then the text itself as a key and as a tag, since not every
 * cached name is known to the browser.
 */
function suggestFocus(typed: string, known: Known): Suggestion[] {
  const { kind, text } = splitKind(typed.trim());
  const room = text === '' ? MAX_SUGGESTIONS : MAX_SUGGESTIONS - 2;
  const offered = findNamed(typed.trim(), known, room);
  if (text === '') return offered;
  for (const exact of ['key', 'tag'] as const) {
    const focus = `${exact}:${text}`;
    if ((kind ?? exact) === exact && !offered.some((option) => option.focus === focus))
      offered.push({ id: focus, focus, kind: exact, name: text, note: 'as typed' });
  }
  return offered;
}

function findNamed(typed: string, { tags, hotKeys }: Known, room: number): Named[] {
  const { kind, text } = splitKind(typed);
  const wanted = text.toLowerCase();
  const found: Named[] = [];
  const add = (method: 'tag' | 'key', name: string, note: string) => {
    if (!name.toLowerCase().includes(wanted)) return;
    const focus = `${method}:${name}`;
    found.push({ id: focus, focus, kind: method, name, note });
  };
  if (kind !== 'key') for (const { tag, members } of tags) add('tag', tag, `${members} members`);
  if (kind !== 'tag') for (const { key, reads } of hotKeys) add('key', key, `${reads} reads/h`);
  return balance(found, room);
}

/** `tag:x` and `key:x` say their kind; anything else may be either. Quotes are for selectors. */
function splitKind(typed: string): { kind: 'tag' | 'key' | null; text: string } {
  const plain = typed.replace(
    /^((?:tag|key):)?"((?:[^"\\]|\\.)*)"?$/u,
    (_, method = '', name = '') => `${method}${name.replaceAll(/\\(.)/gu, '$1')}`,
  );
  if (plain.startsWith('tag:')) return { kind: 'tag', text: plain.slice(4) };
  if (plain.startsWith('key:')) return { kind: 'key', text: plain.slice(4) };
  return { kind: null, text: plain };
}

/** Room for both kinds, so that many tags do not push every key out. */
function balance(found: readonly Named[], room: number): Named[] {
  const tags = found.filter((option) => option.kind === 'tag');
  const keys = found.filter((option) => option.kind === 'key');
  const forTags = Math.max(room - keys.length, Math.ceil(room / 2));
  const chosen = tags.slice(0, forTags);
  return [...chosen, ...keys.slice(0, room - chosen.length)];
}
