import { handleAuth } from '@/server/http/auth-endpoint';

export const GET = handleAuth;
export const POST = handleAuth;
