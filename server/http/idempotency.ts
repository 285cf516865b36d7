// `Idempotency-Key`: the first request with a key acts, repeats get its answer. Only what was done is remembered: a call
// that was refused or failed gives its key back, and may be sent again.
import { createHash } from 'node:crypto';
import { Refusal } from '@/server/auth/refusal';
import type { Database } from '@/server/db/open';

const keptMs = 24 * 3_600_000;
/**
 * A first request that is silent for this long died with its process. Its repeat acts again, with the same dedupe id, so
 * that the engine answers with the first wave when there was one.
 */
const abandonedMs = 15 * 60_000;

export interface Claim {
  actor: string;
  key: string;
  /** Method and path. */
  route: string;
  body: string;
}
export interface Replay {
  status: number;
  response: string;
}

/** The key of a request, or null. Throws when it is not a usable one. */
export function idempotencyKeyOf(headers: Headers): string | null {
  const key = headers.get('idempotency-key');
  if (key === null) return null;
  if (/^[\x21-\x7e]{8,200}$/.test(key)) return key;
  throw new Refusal(
    'idempotency-key-invalid',
    'An Idempotency-Key has 8 to 200 visible ASCII characters, such as a UUID.',
  );
}

/**
 * Takes the key for this request (null), or answers what the first request with it was told. Throws
 * `idempotency-mismatch` or `idempotency-in-progress`.
 */
export async function claimKey(
  { sql }: Database,
  { actor, key, route, body }: Claim,
  now: Date = new Date(),
): Promise<Replay | null> {
  const before = (ms: number) => new Date(now.getTime() - ms).toISOString();
  const bodyHash = createHash('sha256').update(body).digest('hex');
  await sql
    .deleteFrom('idempotency')
    .where((eb) =>
      eb.or([
        eb('created_at', '<', before(keptMs)),
        eb.and([
          eb('actor', '=', actor),
          eb('key', '=', key),
          eb('status', 'is', null),
          eb('created_at', '<', before(abandonedMs)),
        ]),
      ]),
    )
    .execute();
  const inserted = await sql
    .insertInto('idempotency')
    .values({
      actor,
      key,
      route,
      body_hash: bodyHash,
      status: null,
      response: null,
      created_at: now.toISOString(),
    })
    .onConflict((conflict) => conflict.columns(['actor', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst();
  if (inserted) return null;
  const first = await sql
    .selectFrom('idempotency')
    .selectAll()
    .where('actor', '=', actor)
    .where('key', '=', key)
    .executeTakeFirst();
  if (first && (first.route !== route || first.body_hash !== bodyHash))
    throw new Refusal(
      'idempotency-mismatch',
      'This Idempotency-Key was used for another request. Use a new key.',
    );
  if (first?.status === null || first?.status === undefined || first.response === null)
    throw new Refusal(
      'idempotency-in-progress',
      'The first request with this Idempotency-Key has not finished. Ask again shortly.',
    );
  return { status: first.status, response: first.response };
}

/** Remembers the answer for repeats. */
export async function keepAnswer(
  { sql }: Database,
  { actor, key }: Pick<Claim, 'actor' | 'key'>,
  { status, response }: Replay,
): Promise<void> {
  await sql
    .updateTable('idempotency')
    .set({ status, response })
    .where('actor', '=', actor)
    .where('key', '=', key)
    .execute();
}

/** Gives the key back: nothing was done. */
export async function releaseKey(
  { sql }: Database,
  { actor, key }: Pick<Claim, 'actor' | 'key'>,
): Promise<void> {
  await sql
    .deleteFrom('idempotency')
    .where('actor', '=', actor)
    .where('key', '=', key)
    .where('status', 'is', null)
    .execute();
}
