import { describe, expect, test } from 'vitest';
import { MASKED, type Mask, maskValue } from '@/server/queries/masks';

const anywhere = (path: string, type: string | null = null): Mask => ({ type, path });
const order = {
  id: 7,
  email: 'ada@example.com',
  customer: { Email: 'ada@example.com', address: { street: 'Main' } },
  items: [
    { sku: 'a', cost: 3 },
    { sku: 'b', cost: 4 },
  ],
};

describe('masked fields', () => {
  test('a name is hidden wherever it stands, in any letter case, and the rest stays', () => {
    expect(maskValue(order, 'order', [anywhere('email')])).toEqual({
      value: { ...order, email: MASKED, customer: { ...order.customer, Email: MASKED } },
      masked: 2,
    });
  });

  test('a path with dots starts at the root, and a star is any one field or place', () => {
    const masks = [anywhere('items.*.cost'), anywhere('customer.address')];
    expect(maskValue(order, 'order', masks).value).toEqual({
      ...order,
      customer: { ...order.customer, address: MASKED },
      items: [
        { sku: 'a', cost: MASKED },
        { sku: 'b', cost: MASKED },
      ],
    });
    expect(maskValue(order, 'order', [anywhere('address.street')]).masked).toBe(0);
  });

  test('a mask of one type leaves the others alone', () => {
    const masks = [anywhere('id', 'order')];
    expect(maskValue({ id: 1 }, 'order', masks).value).toEqual({ id: MASKED });
    expect(maskValue({ id: 1 }, 'product', masks).value).toEqual({ id: 1 });
  });

  test('JSON that a service stored as text is looked into', () => {
    const text = JSON.stringify({ email: 'x', n: 1 });
    expect(maskValue(text, 'order', [anywhere('email')]).value).toBe(
      JSON.stringify({ email: MASKED, n: 1 }),
    );
    expect(maskValue('{ not json', 'order', [anywhere('email')]).value).toBe('{ not json');
  });

  test('control: without masks the value is the one that was stored', () => {
    expect(maskValue(order, 'order', [])).toEqual({ value: order, masked: 0 });
  });
});
