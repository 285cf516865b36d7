import { z } from 'zod';
import { act, read } from '@/server/http/handle';
import { warm } from '@/server/operations/warm';
import { getWarms } from '@/server/queries/warms';

const answerSchema = z.object({ job: z.object({ id: z.string() }) });
const location = (body: string) => {
  const { job } = answerSchema.parse(JSON.parse(body));
  return { location: `/api/v1/warms/${encodeURIComponent(job.id)}` };
};

export const GET = read(getWarms);
export const POST = act(warm, { key: 'required', status: 202, headers: location });
