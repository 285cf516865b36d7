import type { NavigationView } from '../cache/families';
import { type Html, html } from './html';

export interface FootNote {
  cacheStatus: string | null;
  queries: number;
  durationMs: number;
  consoleUrl: string | null;
}

/** The whole document around a page's own part. */
export function document(options: {
  title: string;
  navigation: NavigationView;
  department?: string | undefined;
  query?: string | undefined;
  body: Html;
  foot: FootNote;
}): string {
  const { title, navigation, department, query, body, foot } = options;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title} · Brook & Bay</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/style.css"></head>
<body><header><div class="wrap"><div class="top"><a class="logo" href="/">Brook <span>&amp;</span> Bay</a>
<form class="search" action="/search" role="search"><input name="q" type="search" value="${query ?? ''}" placeholder="Search 5,000 products" aria-label="Search products"><button>Search</button></form></div>
<nav class="departments" aria-label="Departments">${navigation.departments.map(
    ({ slug, name }) =>
      html`<a href="/c/${slug}"${slug === department && html` aria-current="page"`}>${name}</a>`,
  )}</nav></div></header>
<main class="wrap">${body}</main>
<footer><div class="wrap"><span>Demo shop: every page is read through Freshet.</span>
<span>Cache-Status: <code>${foot.cacheStatus ?? 'not cached'}</code></span>
<span>${foot.queries} database ${foot.queries === 1 ? 'query' : 'queries'}, ${foot.durationMs.toFixed(1)} ms</span>
${foot.consoleUrl !== null && html`<a href="${foot.consoleUrl}">Open the console</a>`}</div></footer></body></html>`
    .text;
}
