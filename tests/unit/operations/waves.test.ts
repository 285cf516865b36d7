import { describe, expect, test } from 'vitest';
import type { WaveRecord } from '@/server/freshet';
import { getWaves } from '@/server/queries/waves';
import { GET } from '@/app/api/v1/waves/route';
import { wavesPageSchema } from '@/lib/contract';
import { requestOf, startConsole } from '../../support/console';
import { fakeCache, waveOf } from '../../support/fake-cache';

/** Newest first: w<count-1> … w0. Every tenth was a purge by Ada, every seventh matched nothing. */
function journal(count: number): WaveRecord[] {
  return Array.from({ length: count }, (_none, at) => {
    const n = count - 1 - at;
    const { duplicate: _duplicate, ...wave } = waveOf(`w${n}`, n % 7 === 0 ? 0 : 1);
    const cause =
      n % 10 === 0
        ? { kind: 'purge' as const, actor: 'Ada', reason: `wrong price ${n}` }
        : { kind: 'event' as const, event: { type: 'updated', entity: 'product', id: n } };
    const touched = [{ key: 'a', depth: 0, via: null }];
    const roots = [`tag:category:${n % 3}`];
    return {
      ...wave,
      cause,
      roots,
      touched,
      position: `${n + 1}-0`,
      state: 'complete',
      attempts: 1,
    };
  });
}

async function ask(records: WaveRecord[], query: string) {
  const cache = fakeCache({
    waves: async ({ before, limit = 50 } = {}) => {
      const from =
        before === undefined ? 0 : records.findIndex((one) => one.position === before) + 1;
      const waves = records.slice(from, from + limit);
      return { waves, cursor: waves.length === limit ? (waves.at(-1)?.position ?? null) : null };
    },
  });
  const place = await startConsole({ cache });
  const answer = await GET(requestOf(await place.user('viewer'), `/api/v1/waves?${query}`));
  expect(answer.status).toBe(200);
  return wavesPageSchema.parse(await answer.json());
}
const ids = (page: { waves: { id: string }[] }) => page.waves.map((wave) => wave.id);

describe('the list of waves', () => {
  test('without filters is one page of the journal, without what each touched', async () => {
    const page = await ask(journal(120), 'limit=2');
    expect(ids(page)).toEqual(['w119', 'w118']);
    expect(page).toMatchObject({ cursor: '119-0', searched: 2 });
    expect(page.waves[0]?.touched).toEqual([]);
  });

  test.each([
    ['cause=purge&limit=2', ['w110', 'w100']],
    ['match=none&limit=2', ['w119', 'w112']],
    ['match=none&cause=purge&limit=5', ['w70', 'w0']],
    ['search=ADA&limit=1', ['w110']],
    ['search=product 42 upd', ['w42']],
    ['search=price 30', ['w30']],
    ['search=category:0&cause=purge&limit=1', ['w90']],
    ['mode=soft', []],
  ])('%s', async (query, expected) =>
    expect(ids(await ask(journal(120), query))).toEqual(expected),
  );

  test('pages with filters meet without a gap and without a double', async () => {
    const records = journal(500);
    const seen: string[] = [];
    for (let before = ''; ; ) {
      const page = await ask(records, `cause=purge&limit=7${before && `&before=${before}`}`);
      seen.push(...ids(page));
      if (page.cursor === null) break;
      before = page.cursor;
    }
    expect(seen).toEqual(Array.from({ length: 50 }, (_, i) => `w${490 - i * 10}`));
  });

  test('a search for what is rare ends, says how far it came, and goes on from there', async () => {
    const page = await ask(journal(2_000), 'search=price 0');
    expect(page).toMatchObject({ waves: [], searched: 600, cursor: '1401-0' });
  });

  test('a viewer may ask, and nobody without the scope', () => {
    expect(getWaves.need).toEqual({ role: 'viewer', scope: 'graph:read' });
  });
});
