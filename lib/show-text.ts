// Keys, tags and reasons come from outside. A control or bidi character in them could hide or reorder what a person
// reads before purging; so they are replaced by a visible mark, everywhere, and the real text is kept for requests.

const marks: Record<number, string> = {
  0x7f: '␡',
  0xa0: '⍽',
  0xad: '⟨U+00AD⟩',
};

function isInvisible(point: number): boolean {
  return (
    point < 0x20 ||
    (point >= 0x7f && point <= 0xa0) ||
    point === 0xad ||
    point === 0x061c ||
    point === 0x115f ||
    point === 0x1160 ||
    point === 0x180e ||
    (point >= 0x2000 && point <= 0x200f && point !== 0x200d) ||
    (point >= 0x2028 && point <= 0x202f) ||
    (point >= 0x205f && point <= 0x206f) ||
    point === 0x3000 ||
    point === 0x3164 ||
    point === 0xfeff ||
    (point >= 0xfff0 && point <= 0xfffb) ||
    (point >= 0xe0000 && point <= 0xe007f) ||
    (point >= 0xd800 && point <= 0xdfff)
  );
}

function showPoint(point: number): string {
  if (point < 0x20) return String.fromCodePoint(0x2400 + point);
  return marks[point] ?? `⟨U+${point.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

const emoji = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f/u;

/** Text for the screen with control, bidi and invisible characters made visible. Joiners inside emoji stay. */
export function showText(text: string): string {
  let out = '';
  let before = '';
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const joiner = point === 0x200d;
    if (joiner) out += emoji.test(before) ? character : showPoint(point);
    else out += isInvisible(point) ? showPoint(point) : character;
    before = character;
  }
  return out;
}
