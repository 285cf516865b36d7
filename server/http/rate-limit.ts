// Fixed windows in memory, one set per process: a guard against loops and guessing, not a quota across a fleet.
export interface RatePolicy {
  name: string;
  /** Requests per window. */
  quota: number;
  windowMs: number;
}

export const policies = {
  read: { name: 'read', quota: 600, windowMs: 10_000 },
  act: { name: 'act', quota: 120, windowMs: 10_000 },
  events: { name: 'events', quota: 5_000, windowMs: 10_000 },
  /** By account, because an address can be forged; the sign-in library also limits by address. */
  signIn: { name: 'sign-in', quota: 30, windowMs: 300_000 },
  /** One's own: somebody at an open screen must not guess it. */
  password: { name: 'password', quota: 10, windowMs: 300_000 },
  /** By preview: everybody who has the link shares it. */
  share: { name: 'share', quota: 60, windowMs: 60_000 },
  /** Records of what nobody in particular tried; past it the log alone has them. */
  strangers: { name: 'strangers', quota: 30, windowMs: 60_000 },
  setup: { name: 'setup', quota: 10, windowMs: 60_000 },
} as const satisfies Record<string, RatePolicy>;

export interface RateState {
  allowed: boolean;
  remaining: number;
  resetMs: number;
}

export interface RateLimiter {
  /** Counts one request of `who` under the policy. */
  take(policy: RatePolicy, who: string): RateState;
}

/** `now` in milliseconds of any clock that does not go back. */
export function createRateLimiter(
  now: () => number = () => performance.now(),
  maxTracked = 50_000,
): RateLimiter {
  const windows = new Map<string, { used: number; endsAt: number }>();
  function prune(at: number): void {
    for (const [id, window] of windows) if (window.endsAt <= at) windows.delete(id);
    // Still too many: the oldest go, in order of insertion.
    for (const id of windows.keys()) {
      if (windows.size < maxTracked) return;
      windows.delete(id);
    }
  }
  return {
    take(policy, who) {
      const at = now();
      const id = `${policy.name}\n${who}`;
      let window = windows.get(id);
      if (!window || window.endsAt <= at) {
        if (windows.size >= maxTracked) prune(at);
        window = { used: 0, endsAt: at + policy.windowMs };
        windows.delete(id);
        windows.set(id, window);
      }
      const allowed = window.used < policy.quota;
      if (allowed) window.used += 1;
      return { allowed, remaining: policy.quota - window.used, resetMs: window.endsAt - at };
    },
  };
}

/** `RateLimit-Policy` and `RateLimit` (IETF draft), and `Retry-After` once the quota is used up. */
export function rateHeaders(policy: RatePolicy, state: RateState): Record<string, string> {
  const resetSeconds = Math.max(1, Math.ceil(state.resetMs / 1000));
  return {
    'ratelimit-policy': `"${policy.name}";q=${policy.quota};w=${policy.windowMs / 1000}`,
    ratelimit: `"${policy.name}";r=${state.remaining};t=${resetSeconds}`,
    ...(!state.allowed && { 'retry-after': String(resetSeconds) }),
  };
}
