import { act, read } from '@/server/http/handle';
import { createRule } from '@/server/operations/create-rule';
import { getRules } from '@/server/queries/rules';

export const GET = read(getRules);
export const POST = act(createRule, { key: 'required', status: 201 });
