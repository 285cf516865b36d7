// What a console process does when it starts and when it is told to stop. Called by instrumentation.ts only.
import { subscribe } from 'node:diagnostics_channel';
import { Server } from 'node:http';
import { createSetupToken } from './auth/setup-link';
import { type Container, container } from './container';
import { runSchedule } from './operations/run-schedule';
import { runSchedules } from './run-schedules';
import { startEventIntake } from './start-intake';

const stopDeadlineMs = 10_000;

type Stoppable = ReturnType<typeof runSchedules>;

/** Prepares the database, prints the set-up link when nobody can sign in yet, and answers signals. */
export async function startConsole(): Promise<void> {
  const c = container();
  const schedules = runSchedules(c, runSchedule);
  stopOnSignals(c, schedules);
  try {
    await c.ready();
    await offerSetup(c);
  } catch (error) {
    // Not fatal: /readyz says so, and every request tries again.
    c.log.error({ err: error }, 'the database is not ready');
  }
  startEventIntake(c);
  c.cache.ready().catch((error: unknown) => c.log.error({ err: error }, 'Redis is not ready'));
}

async function offerSetup({ db, env }: Container): Promise<void> {
  const token = await createSetupToken(db);
  if (token === null) return;
  // Not through the log: its lines are shipped and kept, and this one is a key.
  process.stdout.write(
    `\nNobody can sign in yet. Make the first administrator here, within a day:\n  ${env.url}/setup?token=${token}\n\n`,
  );
}

/**
 * Next's own handler waits for every connection, so an open stream would hold it for good: streams are ended first. With
 * NEXT_MANUAL_SIG_HANDLE the whole stop is ours, under a deadline.
 */
function stopOnSignals(c: Container, schedules: Stoppable): void {
  const servers = new Set<Server>();
  subscribe('http.server.request.start', (message) => {
    if (typeof message === 'object' && message !== null && 'server' in message)
      if (message.server instanceof Server) servers.add(message.server);
  });
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    c.endStreams();
    if (c.env.manualSignals) void stopProcess(c, servers, schedules);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

async function stopProcess(
  c: Container,
  servers: ReadonlySet<Server>,
  schedules: Stoppable,
): Promise<void> {
  const deadline = setTimeout(() => {
    c.log.warn('stopped with requests still open');
    process.exit(1);
  }, stopDeadlineMs);
  deadline.unref();
  try {
    // A scheduled purge that has begun is finished; one cut off would be taken over a minute later.
    await Promise.all([...[...servers].map(closeServer), schedules.stop()]);
    await c.close();
    process.exit(0);
  } catch (error) {
    c.log.error({ err: error }, 'stop failed');
    process.exit(1);
  }
}

/** Takes no new connections and resolves when the running requests are answered. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A connection that has just had its answer is kept alive for the next request; that one will not come.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearInterval(sweep);
      resolve();
    });
  });
}
