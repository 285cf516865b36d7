// Runs schedules when their time comes: one at a time, by whichever console process claims it first. What is held, failed
// or tried again later stands in the row, for people to see.
import { isRefusal } from '@/server/auth/refusal';
import type { Database } from '@/server/db/open';
import { type Claim, claimDue, type Ending, leaseMs, renewClaim, settleClaim } from './schedules';

/** A store that is away is tried again, ever less often. */
const retryCodes = [
  'audit-unavailable',
  'database-unavailable',
  'store-unavailable',
  'invalidation-incomplete',
];
const firstPauseMs = 5_000;
const longestPauseMs = 300_000;

export interface RunnerParts {
  db: Pick<Database, 'sql'>;
  /** Resolves when the database has its tables. */
  ready(): Promise<void>;
  /** The operation, as the system; resolves with the wave. */
  run(claim: Claim): Promise<{ waveId: string; invalidated: number }>;
  log: { error(fields: object, message: string): void };
  /** How often the table is looked at. Default 2 s. */
  everyMs?: number;
  now?: () => Date;
}

/** Starts looking; `stop` resolves when a run that has begun is over. */
export function startScheduleRunner(parts: RunnerParts): { stop(): Promise<void> } {
  const { db, log, ready, everyMs = 2_000, now = () => new Date() } = parts;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();
  let away = false;

  async function runDue(): Promise<void> {
    await ready();
    while (!stopped) {
      const claim = await claimDue(db, now());
      away = false;
      if (claim === null) return;
      await settleClaim(db, claim, await runClaim(parts, claim));
    }
  }
  function look(): void {
    working = runDue()
      .catch((error: unknown) => {
        // Told once per outage, not every two seconds.
        if (!away) log.error({ err: error }, 'schedules could not be looked at');
        away = true;
      })
      .finally(() => {
        if (!stopped) timer = setTimeout(look, everyMs);
        timer?.unref();
      });
  }
  look();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await working;
    },
  };
}

/** Keeps the lease while it runs; how it ended. */
async function runClaim(
  { db, run, log, now = () => new Date() }: RunnerParts,
  claim: Claim,
): Promise<Ending> {
  const heartbeat = setInterval(() => {
    renewClaim(db, claim, now()).catch((error: unknown) =>
      log.error(
        { err: error, scheduleId: claim.row.id },
        'the lease of a schedule was not renewed',
      ),
    );
  }, leaseMs / 4);
  heartbeat.unref();
  try {
    const { waveId, invalidated } = await run(claim);
    return { state: 'done', waveId, invalidated };
  } catch (error) {
    return endingOf(error, claim);
  } finally {
    clearInterval(heartbeat);
  }
}

function endingOf(error: unknown, { row }: Claim): Ending {
  const note = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (retryCodes.includes(code)) {
    const pauseMs = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(10, row.attempts - 1));
    return { state: 'waiting', note, next: new Date(Date.now() + pauseMs) };
  }
  return { state: isRefusal(error) ? 'held' : 'failed', note };
}
