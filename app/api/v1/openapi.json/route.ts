import { openApi } from '@/server/http/openapi';

export const GET = openApi;
