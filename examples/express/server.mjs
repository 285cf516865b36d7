// A product service on Express: reads through the cache, and one call after the write that makes the change show at once.
//   GET /products/:id            the product; Cache-Status tells where it came from
//   PUT /products/:id/price      { "price": 19.9 }
//   GET /queries                 how often the "database" was asked
import express from 'express';
import { createFreshet } from 'freshet';

// Stands for your database.
const rows = new Map([
  ['1', { id: '1', name: 'Trail shoe', category: 'shoes', price: 79 }],
  ['2', { id: '2', name: 'Rain jacket', category: 'jackets', price: 129 }],
]);
let queries = 0;

const cache = createFreshet({
  redis: process.env.REDIS_URL ?? 'redis://127.0.0.1:6379',
  namespace: process.env.NAMESPACE ?? 'example-express',
});

const product = cache.define('product', {
  key: 'product:{id}',
  ttl: 3600,
  swr: 60,
  load: ({ id }) => {
    queries++;
    return rows.get(id) ?? null;
  },
  tags: (_, value) => (value ? [`category:${value.category}`] : []),
});

const app = express();
app.use(express.json());

app.get('/products/:id', async (request, response) => {
  const before = queries;
  const found = await product.get({ id: request.params.id });
  response.set('cache-status', queries === before ? 'freshet; hit' : 'freshet; fwd=miss; stored');
  if (found) response.json(found);
  else response.status(404).json({ error: `there is no product ${request.params.id}` });
});

app.put('/products/:id/price', async (request, response) => {
  const row = rows.get(request.params.id);
  const price = Number(request.body?.price);
  if (!row || !(price > 0)) {
    response
      .status(400)
      .json({ error: 'price must be a number above 0, for a product that exists' });
    return;
  }
  rows.set(row.id, { ...row, price });
  // After the write is committed. When this resolves, nobody reads the old price from Redis.
  const wave = await cache.handleDataChange({ type: 'updated', entity: 'product', id: row.id });
  response.json({ invalidated: wave.invalidated, wave: wave.id });
});

app.get('/queries', (_, response) => response.json({ queries }));

await cache.ready();
const server = app.listen(Number(process.env.PORT ?? 3002), '127.0.0.1', () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});

process.on('SIGTERM', () => {
  server.close(async () => {
    await cache.close();
    process.exit(0);
  });
  server.closeIdleConnections();
});
