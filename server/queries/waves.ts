import { type WavesPage, wavesQuerySchema } from '@/lib/contract';
import { passesFilters, type WaveFilters } from './wave-filters';
import { waveViewOf } from './view-wave';
import { defineQuery } from './query';

/** Waves read at once, and looked at for one answer: a record holds up to a hundred touched keys. */
const PAGE = 200;
const SEARCHED_AT_MOST = 600;

/** Waves from the journal, newest first. */
export const getWaves = defineQuery({
  need: { role: 'viewer', scope: 'graph:read' },
  input: wavesQuerySchema,
  async read({ cache }, { before, after, limit, ...filters }): Promise<WavesPage> {
    const found: WavesPage['waves'] = [];
    let cursor: string | null | undefined = before;
    let searched = 0;
    do {
      const page = await cache.waves({
        limit: isFiltering(filters) ? PAGE : limit,
        ...(typeof cursor === 'string' && { before: cursor }),
        ...(after !== undefined && { after }),
      });
      cursor = page.cursor;
      for (const wave of page.waves) {
        searched += 1;
        if (!passesFilters(wave, filters)) continue;
        // A list of waves does not show what each touched, and it would be nearly all of the answer.
        found.push({ ...waveViewOf(wave), touched: [] });
        if (found.length < limit || wave === page.waves.at(-1)) continue;
        // The rest of this page comes again: it was not looked at. Running waves have no position and come first.
        if (wave.position !== '' && isFiltering(filters))
          return { waves: found, cursor: wave.position, searched };
      }
      // Without filters one page of the journal is the answer; with them, the next one may hold what is looked for.
    } while (isFiltering(filters) && cursor && found.length < limit && searched < SEARCHED_AT_MOST);
    return { waves: found, cursor: cursor ?? null, searched };
  },
});

const isFiltering = (filters: WaveFilters): boolean =>
  Object.values(filters).some((value) => value !== undefined && value !== '');
