import { purgeResultSchema } from '@/lib/contract';
import { act } from '@/server/http/handle';
import { purge } from '@/server/operations/purge';

const location = (body: string) => {
  const { wave } = purgeResultSchema.pick({ wave: true }).parse(JSON.parse(body));
  return { location: `/api/v1/purges/${encodeURIComponent(wave.id)}` };
};

export const POST = act(purge, {
  key: 'required',
  // While entries are being warmed after it, the job is not over.
  status: ({ warm }) => (warm === null ? 200 : 202),
  headers: location,
});
