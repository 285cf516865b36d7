import type { EngineOptions, Freshet } from '../engine/index';
import type { Cluster, Redis } from 'ioredis';

export interface FreshetConfig extends EngineOptions {
  /** A `redis://` URL, or an ioredis `Redis`/`Cluster` of yours (it is duplicated where a connection of its own is needed, and never closed). */
  redis: string | Redis | Cluster;
}

/** Connects in the background and returns the engine; `ready()` tells when the Redis was found safe to use. */
export function createFreshet(_config: FreshetConfig): Freshet {
  throw new Error('under construction');
}
