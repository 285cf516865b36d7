// The outbox on SQLite: the trigger runs in the transaction of the statement that fired it, so a change and its
// outbox row are committed together or not at all.
const now = `cast(unixepoch('subsec') * 1000 as integer)`;
const product = (
  row: 'old' | 'new',
) => `json_object('name', ${row}.name, 'priceCents', ${row}.price_cents,
  'stock', ${row}.stock, 'brandId', ${row}.brand_id, 'categoryId', ${row}.category_id, 'rank', ${row}.rank,
  'featured', ${row}.featured)`;
const named = (row: 'old' | 'new') => `json_object('slug', ${row}.slug, 'name', ${row}.name)`;

const insertRow = (
  entity: string,
  id: string,
  type: string,
  before: string,
  after: string,
) => `insert into outbox (entity, entity_id, type, before, after, created_at_ms)
  values ('${entity}', ${id}, '${type}', ${before}, ${after}, ${now});`;

export const sqliteOutbox = [
  // autoincrement: an id is never given twice, also after rows were removed.
  `create table if not exists outbox (
     id integer primary key autoincrement, entity text not null, entity_id text not null, type text not null,
     before text, after text, created_at_ms integer not null)`,
  `create index if not exists outbox_entity on outbox (entity, entity_id, id)`,
  `create trigger if not exists product_updated after update on product
   when (old.name, old.description, old.price_cents, old.stock, old.brand_id, old.category_id, old.rank, old.featured)
     is not (new.name, new.description, new.price_cents, new.stock, new.brand_id, new.category_id, new.rank, new.featured)
   begin ${insertRow('product', 'new.id', 'updated', product('old'), product('new'))} end`,
  `create trigger if not exists product_created after insert on product
   begin ${insertRow('product', 'new.id', 'created', 'null', product('new'))} end`,
  `create trigger if not exists product_deleted after delete on product
   begin ${insertRow('product', 'old.id', 'deleted', product('old'), 'null')} end`,
  ...['category', 'brand'].map(
    (table) => `create trigger if not exists ${table}_updated after update on ${table}
   when old.name is not new.name
   begin ${insertRow(table, 'new.slug', 'updated', named('old'), named('new'))} end`,
  ),
];
