import { stream } from '@/server/http/stream';
import { getHealth } from '@/server/queries/health';

// Live for as long as the session: never prerendered, never cached.
export const dynamic = 'force-dynamic';
export const GET = stream(getHealth.need);
