// The outbox on Postgres: row triggers in the changing transaction, and a NOTIFY that is delivered at COMMIT.
const product = (
  row: 'old' | 'new',
) => `json_build_object('name', ${row}.name, 'priceCents', ${row}.price_cents,
  'stock', ${row}.stock, 'brandId', ${row}.brand_id, 'categoryId', ${row}.category_id, 'rank', ${row}.rank,
  'featured', ${row}.featured)::text`;

export const OUTBOX_CHANNEL = 'shop_outbox';

export const postgresOutbox = [
  `create table if not exists outbox (
     id bigserial primary key, entity text not null, entity_id text not null, type text not null,
     before text, after text, created_at_ms bigint not null)`,
  `create index if not exists outbox_entity on outbox (entity, entity_id, id)`,
  `create or replace function shop_product_outbox() returns trigger language plpgsql as $$
   begin
     insert into outbox (entity, entity_id, type, before, after, created_at_ms) values (
       'product', (case when tg_op = 'DELETE' then old.id else new.id end)::text,
       case tg_op when 'INSERT' then 'created' when 'DELETE' then 'deleted' else 'updated' end,
       case when tg_op = 'INSERT' then null else ${product('old')} end,
       case when tg_op = 'DELETE' then null else ${product('new')} end,
       (extract(epoch from clock_timestamp()) * 1000)::bigint);
     perform pg_notify('${OUTBOX_CHANNEL}', '');
     return null;
   end $$`,
  `create or replace function shop_named_outbox() returns trigger language plpgsql as $$
   begin
     insert into outbox (entity, entity_id, type, before, after, created_at_ms) values (
       tg_table_name, new.slug, 'updated',
       json_build_object('slug', old.slug, 'name', old.name)::text,
       json_build_object('slug', new.slug, 'name', new.name)::text,
       (extract(epoch from clock_timestamp()) * 1000)::bigint);
     perform pg_notify('${OUTBOX_CHANNEL}', '');
     return null;
   end $$`,
  `create or replace trigger product_updated after update on product for each row
   when (old.* is distinct from new.*) execute function shop_product_outbox()`,
  `create or replace trigger product_changed after insert or delete on product for each row
   execute function shop_product_outbox()`,
  ...['category', 'brand'].map(
    (table) => `create or replace trigger ${table}_updated after update on ${table} for each row
   when (old.name is distinct from new.name) execute function shop_named_outbox()`,
  ),
];
