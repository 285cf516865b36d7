import { Html } from './html';

// A drawn picture per product: quiet colours from the id, shapes from the category, no files and no network.
const shapes = [
  '<circle cx="200" cy="150" r="74"/><circle cx="200" cy="150" r="34" fill-opacity=".5"/>',
  '<path d="M110 210 200 70l90 140z"/><path d="M160 210l40-62 40 62z" fill-opacity=".5"/>',
  '<rect x="130" y="82" width="140" height="136" rx="18"/><rect x="160" y="60" width="80" height="46" rx="12" fill-opacity=".5"/>',
  '<path d="M96 190c40-8 62-50 82-84l52 22c-8 26 18 40 74 48v30H96z"/><path d="M96 206h208v14H96z" fill-opacity=".5"/>',
  '<path d="M140 84h120l34 44-30 20-10-12v86H146v-86l-10 12-30-20z"/><circle cx="200" cy="150" r="18" fill-opacity=".5"/>',
  '<path d="M200 70c46 52 66 84 66 110a66 66 0 0 1-132 0c0-26 20-58 66-110z"/><circle cx="200" cy="182" r="30" fill-opacity=".5"/>',
];

/** Same product, same picture. */
export function tile(productId: number, category: string): Html {
  const sum = Array.from(category).reduce((total, sign) => total + (sign.codePointAt(0) ?? 0), 0);
  const hue = (sum * 47 + productId * 11) % 360;
  const shape = shapes[sum % shapes.length] ?? '';
  return new Html(
    `<svg class="tile" viewBox="0 0 400 300" aria-hidden="true"><rect width="400" height="300" fill="hsl(${hue} 32% 88%)"/><g fill="hsl(${hue} 34% 46%)">${shape}</g></svg>`,
  );
}
