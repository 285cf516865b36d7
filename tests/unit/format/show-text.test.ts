import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { showText } from '@/lib/show-text';

const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

describe('stored text on the screen', () => {
  it('shows a right-to-left override instead of obeying it', () => {
    expect(showText('product:\u202egnp.exe')).toBe('product:⟨U+202E⟩gnp.exe');
  });

  it('shows control characters, also those that a terminal would run', () => {
    expect(showText('a\u0000b\nc\u001b[31m\u007f')).toBe('a␀b␊c␛[31m␡');
  });

  it('tells look-alikes of an ordinary space apart', () => {
    expect(showText('a\u00a0b\u2003c\u200bd')).toBe('a⍽b⟨U+2003⟩c⟨U+200B⟩d');
  });

  it('leaves ordinary text of any script as it is', () => {
    for (const text of ['category:shoes', 'größe:42', 'カテゴリー', 'تصنيف', '{a}*?"\'', '👩‍💻🇫🇷❤️'])
      expect(showText(text)).toBe(text);
  });

  it('shows a joiner that joins nothing', () => {
    expect(showText('ad\u200dmin')).toBe('ad⟨U+200D⟩min');
  });

  it('never lets an invisible character through, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const shown = showText(text).replaceAll('\u200d', '').replaceAll('\ufe0f', '');
        expect(invisible.test(shown)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});
