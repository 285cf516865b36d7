// Listings made of products, on Fastify. Nobody lists which pages show a product: a listing reads products through the
// cache while it loads, and so depends on them.
//   GET   /listings/:category
//   PATCH /products/:id          { "price": 19.9 } or { "category": "sale" }
//   GET   /preview/products/:id  what a change would touch, without doing it
import Fastify from 'fastify';
import { createFreshet } from 'freshet';

// Stands for your database.
const rows = new Map(
  Array.from({ length: 6 }, (_, index) => [
    String(index + 1),
    { id: String(index + 1), category: index < 4 ? 'shoes' : 'jackets', price: 50 + index },
  ]),
);

const cache = createFreshet({
  redis: process.env.REDIS_URL ?? 'redis://127.0.0.1:6379',
  namespace: process.env.NAMESPACE ?? 'example-fastify',
});

const product = cache.define('product', {
  key: 'product:{id}',
  ttl: 3600,
  load: ({ id }) => rows.get(id) ?? null,
});
const listing = cache.define('listing', {
  key: 'listing:{category}',
  ttl: 600,
  load: async ({ category }) => {
    const ids = [...rows.values()].filter((row) => row.category === category).map(({ id }) => id);
    return Promise.all(ids.map((id) => product.get({ id })));
  },
  // Which products a listing shows can change without any of them being in it now.
  tags: ({ category }) => [`range:${category}`],
});

const app = Fastify({
  forceCloseConnections: 'idle',
  // A field nobody knows is an error, not dropped.
  ajv: { customOptions: { removeAdditional: false } },
});

app.get('/listings/:category', ({ params }) => listing.get({ category: params.category }));

app.get('/preview/products/:id', async ({ params }) => {
  const { total, byType } = await cache.preview({ keys: [product.keyOf({ id: params.id })] });
  return { total, byType };
});

const change = {
  body: {
    type: 'object',
    minProperties: 1,
    additionalProperties: false,
    properties: {
      price: { type: 'number', exclusiveMinimum: 0 },
      category: { type: 'string', minLength: 1, maxLength: 40 },
    },
  },
};
app.patch('/products/:id', { schema: change }, async ({ params, body }, reply) => {
  const row = rows.get(params.id);
  if (!row) return reply.code(404).send({ error: `there is no product ${params.id}` });
  const changed = { ...row, ...body };
  rows.set(row.id, changed);
  const ranges = row.category === changed.category ? [] : [row.category, changed.category];
  const wave = await cache.invalidate(
    { keys: [product.keyOf(row)], tags: ranges.map((category) => `range:${category}`) },
    { reason: 'product edited' },
  );
  return { invalidated: wave.invalidated, levels: wave.levels };
});

app.addHook('onClose', () => cache.close());
process.on('SIGTERM', () => void app.close());

await cache.ready();
const address = await app.listen({ port: Number(process.env.PORT ?? 3003), host: '127.0.0.1' });
console.log(`listening on ${address}`);
