import { Html } from './html';

// A drawn picture per product: a plain silhouette for its category in a quiet colour, no files and no network.
// `a` is the body of the shape, `b` a lighter detail on it.
const shapes = {
  shoe: '<path class="a" d="M92 188c44-6 66-54 86-90l54 24c-6 28 20 42 76 52v32H92z"/><path class="b" d="M92 206h216v16H92z"/>',
  shirt:
    '<path class="a" d="M138 82h124l40 48-34 24-12-14v92H144v-92l-12 14-34-24z"/><path class="b" d="M176 82h48a24 24 0 0 1-48 0z"/>',
  trousers:
    '<path class="a" d="M150 70h100l14 168h-44l-20-108-20 108h-44z"/><path class="b" d="M150 70h100l2 18H148z"/>',
  tent: '<path class="a" d="M92 226 200 66l108 160z"/><path class="b" d="M166 226l34-76 34 76z"/>',
  pack: '<rect class="a" x="138" y="84" width="124" height="150" rx="26"/><rect class="b" x="160" y="156" width="80" height="52" rx="10"/><path class="b" d="M170 84a30 30 0 0 1 60 0h-14a16 16 0 0 0-32 0z"/>',
  knife:
    '<path class="a" d="M180 134h96c30 0 46 22 50 40H180z"/><rect class="b" x="76" y="130" width="108" height="30" rx="12"/>',
  pan: '<circle class="a" cx="170" cy="152" r="76"/><circle class="b" cx="170" cy="152" r="54"/><rect class="a" x="240" y="140" width="90" height="24" rx="12"/>',
  lamp: '<path class="a" d="M160 74h80l36 86H124z"/><rect class="b" x="192" y="160" width="16" height="60"/><rect class="b" x="158" y="220" width="84" height="14" rx="7"/>',
  cloth:
    '<rect class="a" x="120" y="84" width="160" height="140" rx="14"/><path class="b" d="M120 120h160v12H120zm0 44h160v12H120z"/>',
  sound:
    '<path class="a" d="M106 188v-34a94 94 0 0 1 188 0v34h-20v-34a74 74 0 0 0-148 0v34z"/><rect class="b" x="100" y="164" width="44" height="66" rx="18"/><rect class="b" x="256" y="164" width="44" height="66" rx="18"/>',
  screen:
    '<rect class="a" x="96" y="78" width="208" height="128" rx="12"/><rect class="b" x="110" y="92" width="180" height="100" rx="4"/><path class="a" d="M180 206h40l10 28h-60z"/>',
  watch:
    '<rect class="b" x="172" y="60" width="56" height="180" rx="14"/><circle class="a" cx="200" cy="150" r="56"/>',
  bottle:
    '<rect class="a" x="150" y="116" width="100" height="118" rx="18"/><rect class="b" x="178" y="72" width="44" height="44" rx="8"/>',
  light:
    '<rect class="a" x="110" y="122" width="120" height="56" rx="16"/><path class="b" d="M230 122l66-30v116l-66-30z"/>',
} as const;

/** Words of a category's slug, and the silhouette they call for. */
const wordShapes: readonly [RegExp, keyof typeof shapes][] = [
  [/running|boots|sneakers|sandals/, 'shoe'],
  [/shirts|sweaters|jackets/, 'shirt'],
  [/jeans|shorts/, 'trousers'],
  [/tents/, 'tent'],
  [/packs/, 'pack'],
  [/knives/, 'knife'],
  [/pans|helmets/, 'pan'],
  [/lamps/, 'lamp'],
  [/bags|blankets|towels/, 'cloth'],
  [/headphones|speakers/, 'sound'],
  [/monitors|keyboards/, 'screen'],
  [/watches|bands/, 'watch'],
  [/lights/, 'light'],
];

/** Same product, same picture. */
export function tile(productId: number, category: string): Html {
  const sum = Array.from(category).reduce((total, sign) => total + (sign.codePointAt(0) ?? 0), 0);
  const hue = (sum * 47 + productId * 11) % 360;
  const shape = shapes[wordShapes.find(([words]) => words.test(category))?.[1] ?? 'bottle'];
  const drawn = shape
    .replaceAll('class="a"', `fill="hsl(${hue} 30% 46%)"`)
    .replaceAll('class="b"', `fill="hsl(${hue} 34% 68%)"`);
  return new Html(
    `<svg class="tile" viewBox="0 0 400 300" aria-hidden="true"><rect width="400" height="300" fill="hsl(${hue} 32% 89%)"/>${drawn}</svg>`,
  );
}
