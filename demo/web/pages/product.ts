import type { CategoryView } from '../../cache/families';
import type { ProductRow } from '../../db/catalogue-queries';
import type { ShownOn } from '../../db/where-shown';
import type { HandledChange } from '../../outbox/relay';
import { type Html, html } from '../html';
import { formatPrice, price, trail } from '../parts';
import type { Receipt } from '../shop';
import { tile } from '../tile';

/** What a change from the form did, shown once after it. */
export interface ChangeResult {
  receipt: Receipt;
  change: HandledChange | null;
  shownOn: ShownOn | null;
}

function resultPart(result: ChangeResult, consoleUrl: string | null): Html {
  const { receipt, change, shownOn } = result;
  const { statement, carried } = receipt;
  const pages = shownOn
    ? [shownOn.product, ...shownOn.listings, shownOn.brand, shownOn.home].filter((x) => x !== null)
    : [];
  const outcome =
    carried && change
      ? html`<p class="done">The wave resolved ${change.sinceChangeMs} ms after the statement: ${change.invalidated} cached entries refreshed.</p>
        ${consoleUrl !== null && html`<p><a href="${consoleUrl}/waves/${encodeURIComponent(change.waveId)}">See this wave in the console</a></p>`}`
      : carried
        ? html`<p class="done">The change has been carried to the cache.</p>`
        : html`<p class="late">The change is committed; the cache has not confirmed it yet and is retried.</p>`;
  return html`<pre>${statement}</pre>${outcome}
  ${pages.length > 0 && html`<p class="soft">Pages that show it: ${pages.map((page) => html`<a href="${page}">${page}</a> `)}</p>`}`;
}

export const productPage = (options: {
  product: ProductRow;
  category: CategoryView | null;
  categories: readonly { slug: string; name: string }[];
  result: ChangeResult | null;
  consoleUrl: string | null;
}): Html => {
  const { product, category, categories, result, consoleUrl } = options;
  return html`
${trail([...(category?.trail ?? []), product.category])}
<div class="product">${tile(product.id, product.category.slug)}
<div><h1>${product.name}</h1><p class="soft">by <a href="/b/${product.brand.slug}">${product.brand.name}</a> · ${product.sku}</p>
${price(product)}<p>${product.description}</p>
<p class="soft">${product.stock > 0 ? `${product.stock} in stock` : 'Sold out'}</p></div></div>
<section class="bench" aria-labelledby="bench"><h2 id="bench">Change it in the database</h2>
<p class="soft">The form runs plain SQL. A trigger writes an outbox row in the same transaction; Freshet does the rest.</p>
${result !== null && resultPart(result, consoleUrl)}
<form method="post" action="/p/${product.id}/price"><label>New price in euro
<input name="price" inputmode="decimal" required pattern="[0-9]{1,6}([.,][0-9]{1,2})?" value="${(product.priceCents / 100).toFixed(2)}"></label>
<button>Change the price</button></form>
<pre>UPDATE product SET price_cents = … WHERE id = ${product.id};  -- now ${formatPrice(product.priceCents)}</pre>
<form method="post" action="/p/${product.id}/category"><label>Category
<select name="category">${categories.map(
    ({ slug, name }) =>
      html`<option value="${slug}"${slug === product.category.slug && html` selected`}>${name}</option>`,
  )}</select></label><button>Move it</button></form></section>`;
};
