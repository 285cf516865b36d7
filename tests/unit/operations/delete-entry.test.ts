import { describe, expect, test, vi } from 'vitest';
import { DELETE } from '@/app/api/v1/entries/[...key]/route';
import type { Freshet } from '@/server/freshet';
import { type Caller, problemIn, requestOf, startConsole } from '../../support/console';
import { fakeCache, impactOf, waveOf } from '../../support/fake-cache';

async function setUp(total: number) {
  const invalidateByKey = vi.fn<Freshet['invalidateByKey']>(async () => waveOf('w1', total));
  const cache = fakeCache({ invalidateByKey, preview: async () => impactOf(total) });
  return { invalidateByKey, place: await startConsole({ cache }) };
}
const remove = (caller: Caller, query = '') =>
  DELETE(requestOf(caller, `/api/v1/entries/product%3A42${query}`, { method: 'DELETE' }));

describe('removing one entry climbs the same ladder as a purge', () => {
  test('a person says why before it is removed, and types its key when very much hangs on it', async () => {
    const { place, invalidateByKey } = await setUp(10_001);
    const operator = await place.user('operator');
    expect(await problemIn(await remove(operator))).toMatchObject({ code: 'reason-required' });
    expect(await problemIn(await remove(operator, '?reason=wrong'))).toMatchObject({
      code: 'confirm-required',
    });
    expect(invalidateByKey).not.toHaveBeenCalled();
    const said = '?reason=wrong&confirm=product%3A42';
    expect((await remove(operator, said)).status).toBe(200);
    expect(invalidateByKey).toHaveBeenCalledOnce();
  });

  test('a service removes what it wrote without words, but not half of the cache', async () => {
    const small = await setUp(3);
    const selective = await small.place.token(['purge:selective']);
    expect((await remove(selective)).status).toBe(200);
    const { place, invalidateByKey } = await setUp(10_001);
    const refused = await remove(await place.token(['purge:selective']));
    expect(await problemIn(refused)).toMatchObject({ code: 'forbidden' });
    expect(invalidateByKey).not.toHaveBeenCalled();
    expect((await remove(await place.token(['purge:all']))).status).toBe(200);
  });
});
