import { parseSelector, type Selector, type SelectorFault, writeSelector } from '@/lib/selectors';

/** What the text in the search box is, as far as it has been typed. */
export type Draft =
  | { kind: 'empty' }
  /** One tag or key without steps: the graph opens around it. */
  | { kind: 'name' }
  | { kind: 'selector'; text: string; selector: Selector }
  | { kind: 'fault'; fault: SelectorFault };

export function readDraft(typed: string): Draft {
  if (typed.trim() === '') return { kind: 'empty' };
  const parsed = parseSelector(typed);
  if (!parsed.ok) return { kind: 'fault', fault: parsed.fault };
  const { selector } = parsed;
  const [[only, ...and] = [], ...or] = selector;
  const isPlain = only?.up === 0 && only.down === 0 && and.length + or.length === 0;
  if (isPlain && (only.method === 'tag' || only.method === 'key')) return { kind: 'name' };
  return { kind: 'selector', text: writeSelector(selector), selector };
}

/** The text with a caret under the character that is meant, for screens and (as words) for ears. */
export function pointAt(text: string, { at, length }: SelectorFault) {
  const end = Math.min(text.length, at + length);
  return {
    before: text.slice(0, at),
    meant: text.slice(at, end) || '␣',
    after: text.slice(end),
  };
}

/** The last word of the text, which is still being typed, and what stands before it. */
export function splitLastWord(typed: string): { before: string; steps: string; word: string } {
  const at = Math.max(typed.lastIndexOf(' '), typed.lastIndexOf(',')) + 1;
  const [steps = ''] = /^\d*\+/.exec(typed.slice(at)) ?? [];
  return { before: typed.slice(0, at), steps, word: typed.slice(at + steps.length) };
}
