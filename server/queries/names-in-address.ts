/**
 * Parts of a page's address that a cache key may hold, the most telling first: the whole path, then its pieces from the
 * end. `https://shop.example/c/shoes?page=2` gives `c/shoes`, `shoes`, `c`. A text that is no address is its own name.
 */
export function namesInAddress(page: string): string[] {
  const path = pathOf(page);
  if (path === null) return [page.trim()].filter(isTelling);
  const pieces = path.split('/').filter((piece) => piece !== '');
  const whole = pieces.join('/');
  return [...new Set([whole, ...pieces.toReversed()])].filter(isTelling);
}

/** One letter stands in every key. */
const isTelling = (name: string) => name.length >= 2 || /^\d$/.test(name);

function pathOf(page: string): string | null {
  const text = page.trim();
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
    ? text
    : text.startsWith('/')
      ? `http://page${text}`
      : null;
  if (address === null || !URL.canParse(address)) return null;
  const { pathname } = new URL(address);
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
