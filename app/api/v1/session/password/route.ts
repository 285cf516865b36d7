import { act } from '@/server/http/handle';
import { policies } from '@/server/http/rate-limit';
import { changePassword } from '@/server/operations/change-password';

export const POST = act(changePassword, { key: 'none', policy: policies.password });
