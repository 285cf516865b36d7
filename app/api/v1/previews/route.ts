import { z } from 'zod';
import { act } from '@/server/http/handle';
import { createPreview } from '@/server/operations/create-preview';

const answerSchema = z.object({ preview: z.object({ id: z.string() }) });
const location = (body: string) => {
  const { preview } = answerSchema.parse(JSON.parse(body));
  return { location: `/api/v1/previews/${preview.id}` };
};

export const POST = act(createPreview, { key: 'optional', status: 201, headers: location });
