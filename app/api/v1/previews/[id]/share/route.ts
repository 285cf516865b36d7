import { jsonWith, pathRest } from '@/server/http/body';
import { act } from '@/server/http/handle';
import { sharePreview } from '@/server/operations/share-preview';

// No Idempotency-Key: keeping the answer for repeats would keep the link.
export const POST = act(sharePreview, {
  key: 'none',
  status: 201,
  parse: jsonWith((request) => ({ id: pathRest(request, 'previews', '/share') })),
});
