// A console process that runs schedules: see tests/integration/api/schedules.test.ts. Arguments: data folder, Redis,
// namespace. It may be told to stall inside a run, so that it can be killed there.
import { pino } from 'pino';
import { createContainer } from '@/server/container';
import { readEnv } from '@/server/env';
import { runSchedule } from '@/server/operations/run-schedule';
import { runSchedules } from '@/server/run-schedules';
import { emit, serve } from '../child';

const [, , dir = '', redis = '', namespace = ''] = process.argv;
const env = readEnv({
  FRESHET_DATA_DIR: dir,
  REDIS_URL: redis,
  FRESHET_NAMESPACE: namespace,
  FRESHET_SECRET: 'a-secret-of-the-tests-0123456789abcdef',
});
const container = createContainer(env, { log: pino({ level: 'silent' }) });

serve({
  /** `stall`: 'before' or 'after' the purge, for good. `aheadMs`: how far this process's clock is ahead. */
  start: async ({ stall, aheadMs = 0 }: { stall: 'before' | 'after' | null; aheadMs?: number }) => {
    await container.ready();
    await container.cache.ready();
    const forever = () => new Promise<never>(() => undefined);
    runSchedules(
      container,
      async (context, input) => {
        emit('running', input.id);
        if (stall === 'before') return forever();
        const done = await runSchedule(context, input);
        emit('ran', done.waveId);
        return stall === 'after' ? forever() : done;
      },
      { everyMs: 20, now: () => new Date(Date.now() + aheadMs) },
    );
  },
});
