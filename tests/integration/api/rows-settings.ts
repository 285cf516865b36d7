// Rows of the routes behind Settings, and who they act on.
import { POST as postUser } from '@/app/api/v1/users/route';
import * as contract from '@/lib/contract';
import { type Caller, password, requestOf } from '../../support/console';
import type { Row } from '../../support/route-row';

let userId = '';
const person = () => ({ email: `${crypto.randomUUID()}@example.com`, name: 'Ada', role: 'viewer' });

export async function prepareSettings(admin: Caller): Promise<void> {
  const made = await postUser(requestOf(admin, '/api/v1/users', { body: person() }));
  userId = contract.newPasswordResultSchema.parse(await made.json()).user.id;
}

const admin = { role: 'admin', scope: 'admin' } as const;

export const settingRows: Row[] = [
  {
    route: 'settings',
    method: 'GET',
    path: () => '/settings',
    ...admin,
    answer: contract.settingsSchema,
  },
  {
    route: 'settings/[name]',
    method: 'PUT',
    path: () => '/settings/retention',
    body: () => ({ eventDays: 14 }),
    ...admin,
    answer: contract.settingResultSchema,
  },
  {
    route: 'audit/actions',
    method: 'GET',
    path: () => '/audit/actions',
    role: 'viewer',
    scope: 'audit:read',
    answer: contract.auditActionsSchema,
  },
  { route: 'users', method: 'GET', path: () => '/users', ...admin, answer: contract.usersSchema },
  {
    route: 'users',
    method: 'POST',
    path: () => '/users',
    body: person,
    ...admin,
    status: 201,
    answer: contract.newPasswordResultSchema,
  },
  {
    route: 'users/[id]',
    method: 'PATCH',
    path: () => `/users/${userId}`,
    body: () => ({ role: 'operator' }),
    ...admin,
    answer: contract.userResultSchema,
  },
  {
    route: 'users/[id]/password',
    method: 'POST',
    path: () => `/users/${userId}/password`,
    body: () => ({}),
    ...admin,
    answer: contract.newPasswordResultSchema,
  },
  {
    route: 'session/password',
    method: 'POST',
    path: () => '/session/password',
    body: () => ({ current: password, next: 'another password' }),
    role: 'viewer',
    scope: 'admin',
    answer: contract.changePasswordResultSchema,
    noTokens: true,
  },
];
