// For the test of ./process itself.
import { connectTo, type StoreAddress } from '../redis-client';
import { emit, serve } from '../child';

serve({
  double: (n: number) => n * 2,
  fail: () => {
    throw Object.assign(new Error('on purpose'), { code: 'asked-for' });
  },
  announce: (word: string) => emit('word', word),
  never: () => new Promise(() => {}),
  write: async ({ address, key, value }: { address: StoreAddress; key: string; value: string }) => {
    const client = connectTo(address);
    await client.set(key, value);
    client.disconnect();
  },
});
