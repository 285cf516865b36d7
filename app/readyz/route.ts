import { probe } from '@/server/http/probes';
import { readHealth } from '@/server/queries/health';

export const GET = probe(readHealth);
