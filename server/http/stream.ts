import type { Need } from '@/server/auth/actor';
import { authorise } from '@/server/auth/authorise';
import { handle, type Handler } from './handle';
import { policies } from './rate-limit';
import { openStream } from './sse';

/** GET: the live stream, for whoever may ask what `need` says. */
export function stream(need: Need): Handler {
  return handle(
    policies.read,
    async ({ request, actor, container }) => {
      authorise(actor, need);
      return openStream(request, container);
    },
    { need, key: 'none' },
  );
}
