import { type WavesPage, wavesQuerySchema } from '@/lib/contract';
import { waveViewOf } from './view-wave';
import { defineQuery } from './query';

/** Waves from the journal, newest first. */
export const getWaves = defineQuery({
  need: { role: 'viewer', scope: 'graph:read' },
  input: wavesQuerySchema,
  async read({ cache }, query): Promise<WavesPage> {
    const page = await cache.waves(query);
    return { waves: page.waves.map(waveViewOf), cursor: page.cursor };
  },
});
