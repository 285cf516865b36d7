// Keys, tags and reasons come from outside. A control or bidi character in them could hide or reorder what a person
// reads before purging; so they are replaced by a visible mark, everywhere, and the real text is kept for requests.

const marks: Record<number, string> = { 0x7f: '␡', 0xa0: '⍽' };

// Control, format and ignorable characters by Unicode's own properties; besides, blanks that look like a space or like
// nothing at all without being either.
const invisible =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]/u;

/** Zero-width joiner and emoji presentation: parts of an emoji, when one stands before them. */
const emojiParts = new Set(['\u200d', '\ufe0f']);
const emoji = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f/u;

function showPoint(point: number): string {
  if (point < 0x20) return String.fromCodePoint(0x2400 + point);
  return marks[point] ?? `⟨U+${point.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** Text for the screen with control, bidi and invisible characters made visible. Joiners inside emoji stay. */
export function showText(text: string): string {
  // Nearly all text is plain: one test, and no new string.
  if (!invisible.test(text)) return text;
  let out = '';
  let before = '';
  for (const character of text) {
    const stays = emojiParts.has(character) ? emoji.test(before) : !invisible.test(character);
    out += stays ? character : showPoint(character.codePointAt(0) ?? 0);
    before = character;
  }
  return out;
}
