import type { BrandView, HomeView, ListingView, SearchView } from '../../cache/families';
import { type Html, html } from '../html';
import { cards, chips, pager, trail } from '../parts';

export const homePage = ({ featured, navigation }: HomeView): Html => html`
<section class="hero"><h1>Made for weather, kept for years</h1>
<p>Five thousand things in sixty categories, and not one stale price: change one in the database and every page that shows it follows at once.</p></section>
<h2>Featured</h2>${cards(featured)}
${navigation.departments.map(
  ({ slug, name, groups }) =>
    html`<h2><a href="/c/${slug}">${name}</a></h2>${chips('/c/', groups)}`,
)}
<h2>Brands</h2>${chips('/b/', navigation.brands)}`;

export const listingPage = (view: ListingView): Html => html`
${trail(view.category.trail)}<h1>${view.category.name}</h1>
<p class="soft">${view.total} products</p>${chips('/c/', view.category.children)}
${cards(view.products)}${pager(`/c/${view.category.slug}`, view.page, view.pages)}`;

export const brandPage = (view: BrandView): Html => html`
${trail([])}<h1>${view.name}</h1><p class="soft">${view.total} products of this brand</p>
${cards(view.products)}${pager(`/b/${view.slug}`, view.page, view.pages)}`;

export const searchPage = (view: SearchView): Html => html`
${trail([])}<h1>Search: ${view.query}</h1>
<p class="soft">${
  view.total === 0
    ? 'Nothing found: try one word, such as jacket, lamp or runner.'
    : `${view.total} products${view.total > view.products.length ? `, the first ${view.products.length} shown` : ''}`
}</p>${cards(view.products)}`;

export const notFoundPage = (what: string): Html => html`
${trail([])}<h1>Not here</h1><p class="soft">${what} Go back to the <a href="/">homepage</a> or search above.</p>`;
