import { pathRest } from '@/server/http/body';
import { act } from '@/server/http/handle';
import { resetPassword } from '@/server/operations/reset-password';

export const POST = act(resetPassword, {
  key: 'none',
  input: (request) => ({ id: pathRest(request, 'users', '/password') }),
});
