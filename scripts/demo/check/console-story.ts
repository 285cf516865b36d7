// What the console knows of it: the wave with its cause, the counts, the graph, and an operator's purge in the audit.
import { randomUUID } from 'node:crypto';
import {
  auditPageSchema,
  graphViewSchema,
  createPreviewResultSchema,
  problemSchema,
  purgeResultSchema,
  statsSchema,
  waveNoticeSchema,
  wavesPageSchema,
} from '@/lib/contract';
import { type ConsoleClient, signIn } from './console-client';
import { type Row, ms } from './rows';
import { type ResolvedChange, changePrice } from './shop-client';
import { type Subject, readAll } from './price-story';
import { type EventStream, openEventStream } from './sse';
import { type World, waitFor } from './world';

async function tellWave(reader: ConsoleClient, change: ResolvedChange): Promise<Row> {
  const { waves } = await reader.read('/api/v1/waves?limit=100', wavesPageSchema);
  const wave = waves.find(({ id }) => id === change.waveId);
  const event = wave?.cause.event;
  return {
    what: 'console: the wave is listed with its cause',
    expected: `event product ${change.id}, ${change.invalidated} entries`,
    measured: wave
      ? `${wave.cause.kind} ${event?.entity} ${event?.id}, ${wave.invalidated} entries, ${wave.state}`
      : 'not listed',
    ok: String(event?.id) === change.id && wave?.invalidated === change.invalidated,
  };
}

async function tellStats(reader: ConsoleClient): Promise<Row> {
  // Processes report once a second.
  const stats = await waitFor(async () => {
    const now = await reader.read('/api/v1/stats?windowMs=3600000', statsSchema);
    return now.hits > 0 && now.misses > 0 && now.waves >= 22 && now.warmings > 0 ? now : null;
  });
  return {
    what: 'console: counts of the whole fleet',
    expected: 'hits, misses, at least 22 waves, warmings',
    measured: stats
      ? `${stats.hits} hits, ${stats.misses} misses, ${stats.waves} waves, ${stats.warmings} warmings`
      : 'not within 10 s',
    ok: stats !== null,
  };
}

async function tellGraph(reader: ConsoleClient, subject: Subject): Promise<Row> {
  const key = `key:product:${subject.productId}`;
  const path = `/api/v1/graph?focus=${encodeURIComponent(key)}&down=1&up=1`;
  const graph = await reader.read(path, graphViewSchema);
  const dependents = graph.edges.filter((edge) => edge.source === key).length;
  const types = new Set(graph.nodes.filter(({ level }) => level > 0).map(({ type }) => type));
  const wanted = ['listing', 'brand', 'home'];
  return {
    what: 'console: the graph shows who depends on the product',
    expected: `${wanted.join(', ')}; at least ${subject.pages.length - 1} edges`,
    measured: `${[...types].sort().join(', ')}; ${dependents} edges`,
    ok: wanted.every((type) => types.has(type)) && dependents >= subject.pages.length - 1,
  };
}

async function tellLive(
  world: World,
  reader: ConsoleClient,
  changes: EventStream,
  subject: Subject,
): Promise<Row> {
  const live = await openEventStream(`${world.consoleUrl}/api/v1/stream`, {
    cookie: reader.cookie,
  });
  try {
    const change = await changePrice(world, changes, subject.productId, 55_555);
    const heard = await live.find(({ event, data }) => {
      if (event !== 'wave') return false;
      const notice = waveNoticeSchema.parse(JSON.parse(data));
      return notice.phase === 'finished' && notice.id === change.waveId;
    });
    return {
      what: 'console: the wave arrives on the live stream',
      expected: 'within a second of the commit',
      measured: heard ? ms(heard.heardAtMs - change.committedAtMs) : 'not within 10 s',
      ok: heard !== null && heard.heardAtMs - change.committedAtMs < 1000,
    };
  } finally {
    live.close();
  }
}

async function tellPurge(world: World, subject: Subject): Promise<Row[]> {
  const operator = await signIn(world, 'operator');
  const viewer = await signIn(world, 'viewer');
  await readAll(world, subject);
  const targets = { keys: [`product:${subject.productId}`] };
  const preview = await operator.post('/api/v1/previews', { targets });
  const { impact } = createPreviewResultSchema.parse(preview.body).preview;
  const purge = { targets, mode: 'hard', reason: 'demo check', fingerprint: impact.fingerprint };
  const key = () => ({ 'idempotency-key': randomUUID() });
  const refused = await viewer.post('/api/v1/purges', purge, key());
  const done = await operator.post('/api/v1/purges', purge, key());
  const result = purgeResultSchema.safeParse(done.body);
  const waveId = result.data?.wave.id;
  const audit = await operator.read('/api/v1/audit?limit=50', auditPageSchema);
  const row = audit.rows.find((one) => one.waveId === waveId);
  return [
    {
      what: 'viewer asks for a purge',
      expected: '403 with a problem document',
      measured: `${refused.status} ${problemSchema.safeParse(refused.body).data?.code ?? 'no problem'}`,
      ok: refused.status === 403 && problemSchema.safeParse(refused.body).success,
    },
    {
      what: "operator's purge removes what the preview said",
      expected: `${impact.total} entries`,
      measured: result.success
        ? `${result.data.wave.invalidated} entries`
        : `${done.status} ${JSON.stringify(done.body).slice(0, 80)}`,
      ok: result.success && result.data.wave.invalidated === impact.total && impact.total > 0,
    },
    {
      what: 'the purge in the audit',
      expected: 'cache.purge by operator, done, with reason',
      measured: row
        ? `${row.action} by ${row.actor.role}, ${row.outcome}, "${row.reason}"`
        : 'none',
      ok: row?.action === 'cache.purge' && row.outcome === 'done' && row.reason === 'demo check',
    },
  ];
}

export async function tellConsole(
  world: World,
  changes: EventStream,
  subject: Subject,
  change: ResolvedChange,
): Promise<Row[]> {
  const reader = await signIn(world, 'viewer');
  return [
    await tellWave(reader, change),
    await tellStats(reader),
    await tellGraph(reader, subject),
    await tellLive(world, reader, changes, subject),
    ...(await tellPurge(world, subject)),
  ];
}
