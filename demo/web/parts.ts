import type { Named } from '../cache/families';
import type { ProductRow } from '../db/catalogue-queries';
import { type Html, html } from './html';
import { tile } from './tile';

const money = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' });
export const formatPrice = (cents: number) => money.format(cents / 100);

/** The price as people read it, with the number that a checker reads. */
export const price = (product: ProductRow): Html =>
  html`<data class="price" data-product="${product.id}" value="${product.priceCents}">${formatPrice(product.priceCents)}</data>`;

export const cards = (products: readonly ProductRow[]): Html =>
  html`<ul class="grid">${products.map(
    (product) => html`
  <li class="card"><a href="/p/${product.id}">${tile(product.id, product.category.slug)}
    <span class="text"><span class="name">${product.name}</span>
    <span class="brand">${product.brand.name}</span>${price(product)}</span></a></li>`,
  )}</ul>`;

export const chips = (base: string, links: readonly Named[]): Html | null =>
  links.length === 0
    ? null
    : html`<ul class="chips">${links.map(({ slug, name }) => html`<li><a href="${base}${slug}">${name}</a></li>`)}</ul>`;

export const trail = (links: readonly Named[]): Html =>
  html`<p class="trail"><a href="/">Shop</a>${links.map(({ slug, name }) => html` / <a href="/c/${slug}">${name}</a>`)}</p>`;

/** Earlier and later pages of a list. */
export function pager(base: string, page: number, pages: number): Html | null {
  if (pages <= 1) return null;
  return html`<nav class="pager" aria-label="Pages">
    ${page > 1 && html`<a href="${base}?page=${page - 1}" rel="prev">Earlier</a>`}
    <span class="soft">Page ${page} of ${pages}</span>
    ${page < pages && html`<a href="${base}?page=${page + 1}" rel="next">Later</a>`}</nav>`;
}
