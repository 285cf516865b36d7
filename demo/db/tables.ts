// Tables of the shop, in SQL that both databases read.
export const tables = [
  `create table if not exists shop_meta (name text primary key, value text not null)`,
  `create table if not exists category (
     id integer primary key, slug text not null unique, name text not null,
     parent_id integer references category(id))`,
  `create table if not exists category_path (
     category_id integer not null references category(id),
     ancestor_id integer not null references category(id),
     depth integer not null, primary key (category_id, ancestor_id))`,
  `create index if not exists category_path_ancestor on category_path (ancestor_id, category_id)`,
  `create table if not exists brand (
     id integer primary key, slug text not null unique, name text not null)`,
  `create table if not exists product (
     id integer primary key, sku text not null unique, name text not null, description text not null,
     price_cents integer not null check (price_cents >= 0), stock integer not null check (stock >= 0),
     brand_id integer not null references brand(id), category_id integer not null references category(id),
     rank integer not null, featured integer)`,
  `create index if not exists product_category on product (category_id, rank)`,
  `create index if not exists product_brand on product (brand_id, rank)`,
  `create index if not exists product_featured on product (featured) where featured is not null`,
];
