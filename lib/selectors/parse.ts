import {
  MAX_STEPS,
  type Reach,
  type Selector,
  type SelectorMethod,
  selectorMethods,
  selectorStates,
  type Term,
} from './selector';

/** Where a selector cannot be read, and how to mend it. */
export interface SelectorFault {
  /** Index of the character in the text (UTF-16), and how many are meant. */
  at: number;
  length: number;
  message: string;
  fix: string;
}
export type Parsed = { ok: true; selector: Selector } | { ok: false; fault: SelectorFault };

export const MAX_SELECTOR_LENGTH = 4_000;
export const MAX_TERMS = 50;

class Fault extends Error {
  constructor(readonly fault: SelectorFault) {
    super(fault.message);
  }
}

function fail(at: number, length: number, message: string, fix: string): never {
  throw new Fault({ at, length: Math.max(1, length), message, fix });
}

/** Reads a selector; what is wrong with it is a value, not an exception. */
export function parseSelector(text: string): Parsed {
  try {
    return { ok: true, selector: readUnion(text) };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: error.fault };
    throw error;
  }
}

function readUnion(text: string): Selector {
  if (text.length > MAX_SELECTOR_LENGTH)
    fail(
      MAX_SELECTOR_LENGTH,
      text.length - MAX_SELECTOR_LENGTH,
      `a selector has at most ${MAX_SELECTOR_LENGTH} characters`,
      'name a tag or a type that covers the keys',
    );
  const union: Selector = [];
  let count = 0;
  let at = skipBlanks(text, 0);
  let joined = false;
  while (at < text.length) {
    if (text[at] === ',')
      fail(at, 1, 'nothing stands before this comma', 'remove it, or write a selector before it');
    const { term, end } = readTerm(text, at);
    if (++count > MAX_TERMS)
      fail(at, end - at, `a selector has at most ${MAX_TERMS} parts`, 'name a tag or a type');
    const last = union.at(-1);
    if (joined && last) last.push(term);
    else union.push([term]);
    const next = skipBlanks(text, end);
    joined = text[next] === ',';
    if (joined && skipBlanks(text, next + 1) === text.length)
      fail(next, 1, 'nothing stands after this comma', 'remove it, or write a selector after it');
    at = joined ? skipBlanks(text, next + 1) : next;
  }
  if (union.length === 0)
    fail(0, 1, 'the selector is empty', 'write a tag or key, for example tag:category:shoes+');
  return union;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/u.test(text[at] ?? '')) at += 1;
  return at;
}

function readTerm(text: string, start: number): { term: Term; end: number } {
  const [before = '', steps = ''] = /^(\d*)\+/.exec(text.slice(start)) ?? [];
  const up = before === '' ? 0 : readSteps(steps, start);
  const named = start + before.length;
  const method = methodAt(text, named);
  const from = method === null ? named : named + method.length + 1;
  const word = text[from] === '"' ? readQuoted(text, from) : readPlain(text, from);
  const term: Term = { method: method ?? 'key', value: word.value, up, down: word.down };
  checkValue(term, { text, from, named }, word.valueEnd);
  return { term, end: word.end };
}

function methodAt(text: string, at: number): SelectorMethod | null {
  return selectorMethods.find((method) => text.startsWith(`${method}:`, at)) ?? null;
}

interface Word {
  value: string;
  down: Reach;
  valueEnd: number;
  end: number;
}

/** Up to the next blank or comma; `+` or `+2` at its end are steps. */
function readPlain(text: string, from: number): Word {
  const end = from + (/^[^\s,]*/u.exec(text.slice(from))?.[0].length ?? 0);
  const word = text.slice(from, end);
  const [after = '', steps = ''] = /\+(\d*)$/.exec(word) ?? [];
  const valueEnd = end - after.length;
  const down = after === '' ? 0 : readSteps(steps, valueEnd + 1);
  return { value: text.slice(from, valueEnd), down, valueEnd, end };
}

function readQuoted(text: string, from: number): Word {
  let value = '';
  let at = from + 1;
  for (; text[at] !== '"'; at += 1) {
    if (at >= text.length)
      fail(from, text.length - from, 'this quote is not closed', 'write " after the name');
    if (text[at] === '\\') at += 1;
    value += text[at] ?? '';
  }
  const valueEnd = at + 1;
  const [after = '', plus = '', steps = ''] = /^(?:(\+)(\d*))?/.exec(text.slice(valueEnd)) ?? [];
  const end = valueEnd + after.length;
  if (end < text.length && !/[\s,]/u.test(text[end] ?? ''))
    fail(
      end,
      1,
      'only + and steps may stand after the closing quote',
      'put a blank or a comma here, or \\" for a quote inside the name',
    );
  return { value, down: plus === '' ? 0 : readSteps(steps, valueEnd + 1), valueEnd, end };
}

function readSteps(digits: string, at: number): Reach {
  if (digits === '') return 'all';
  const steps = Number(digits);
  if (steps < 1 || steps > MAX_STEPS)
    fail(
      at,
      digits.length,
      `steps are 1 to ${MAX_STEPS}`,
      steps < 1 ? 'leave the + away' : 'write + alone to go as far as edges lead',
    );
  return steps;
}

function checkValue(
  { method, value }: Term,
  { text, from, named }: { text: string; from: number; named: number },
  valueEnd: number,
): void {
  if (value === '') {
    if (from === named)
      fail(
        from,
        1,
        'a name is missing here',
        'write what the + belongs to, for example 2+page:home; a name that holds a + goes in quotes',
      );
    fail(named, from - named, `${method}: names nothing`, exampleOf(method));
  }
  const control = /\p{Cc}/u.exec(text.slice(from, valueEnd));
  if (control !== null)
    fail(from + control.index, 1, 'names have no control characters', 'remove it');
  if (method === 'state' && !selectorStates.some((state) => state === value))
    fail(
      from,
      valueEnd - from,
      `there is no state ${JSON.stringify(value.slice(0, 40))} to select`,
      `write one of ${selectorStates.join(', ')}`,
    );
}

function exampleOf(method: SelectorMethod): string {
  switch (method) {
    case 'tag':
      return 'write the tag after it, for example tag:category:shoes';
    case 'key':
      return 'write the key after it, for example key:product:1';
    case 'type':
      return 'write the part of a key before its first colon, for example type:product';
    case 'state':
      return `write one of ${selectorStates.join(', ')}`;
  }
}
