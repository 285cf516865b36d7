// The two forms of the product page. Each runs the SQL it shows and waits until the wave has resolved, so that the
// page after it is the first read after the change.
import { runSql } from '../db/open';
import { waitUntilCarried } from '../outbox/change-log';
import { jsonReply, redirect, type Reply, type Shop } from './shop';

/** Whole cents from what a person typed (`12`, `12.5`, `12,50`); null when it is no price. */
export function parsePrice(text: string): number | null {
  const match = /^(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  if (!match) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

/** The statement for a form, with nothing in it but numbers and known slugs; null when the input is refused. */
function statementFor(id: number, field: string, form: URLSearchParams): string | null {
  if (field === 'price') {
    const cents = parsePrice(form.get('price') ?? '');
    return cents === null ? null : `UPDATE product SET price_cents = ${cents} WHERE id = ${id}`;
  }
  const slug = form.get('category') ?? '';
  if (!/^[a-z0-9-]{1,60}$/.test(slug)) return null;
  return `UPDATE product SET category_id = (SELECT id FROM category WHERE slug = '${slug}') WHERE id = ${id}`;
}

export async function writeProduct(
  shop: Shop,
  id: number,
  field: string,
  form: URLSearchParams,
): Promise<Reply> {
  const statement = statementFor(id, field, form);
  if (statement === null)
    return jsonReply(
      {
        detail: `The field ${field} is not valid: a price looks like 12.50, a category like boots.`,
      },
      422,
    );
  await runSql(shop.database, statement);
  const carried = await waitUntilCarried(shop.database, shop.changes, 'product', String(id));
  const receipt = shop.receipts.add({ productId: id, statement, carried });
  return redirect(`/p/${id}?receipt=${receipt}`);
}
