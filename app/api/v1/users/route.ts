import { act, read } from '@/server/http/handle';
import { inviteUser } from '@/server/operations/invite-user';
import { getUsers } from '@/server/queries/users';

export const GET = read(getUsers);
// No Idempotency-Key: keeping the answer for repeats would keep the password.
export const POST = act(inviteUser, { key: 'none', status: 201 });
