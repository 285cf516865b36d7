// Markers ahead of the clock and versions of rows: see engine/settling.ts.
import type { Guard } from '../engine/ports';
import type { SettleStore } from '../engine/ports-settle';
import { guardKey, namespaceKey, rowVersionKey } from './keyspace';
import { isCluster, sendAll } from './nodes';
import { type Client, number, runScript } from './script';

/** How long a version is remembered: longer than any replica may lag. */
const VERSION_KEPT_MS = 3_600_000;
const GUARDS_AT_ONCE = 100;

export class RedisSettleStore implements SettleStore {
  constructor(
    private readonly client: Client,
    private readonly ns: string,
  ) {}

  async settle(guards: readonly Guard[], forMs: number): Promise<number> {
    // The note first: a marker ahead that nobody knows of would refuse every load until the next wave.
    const ahead = number(
      await runScript(this.client, 'settle', [namespaceKey(this.ns)], [Math.ceil(forMs)]),
    );
    const size = isCluster(this.client) ? 1 : GUARDS_AT_ONCE;
    for (let at = 0; at < guards.length; at += GUARDS_AT_ONCE) {
      const page = guards.slice(at, at + GUARDS_AT_ONCE).map((guard) => guardKey(this.ns, guard));
      const steps = size === 1 ? page.map((key) => [key]) : [page];
      await Promise.all(steps.map((keys) => runScript(this.client, 'mark-all', keys, [ahead])));
    }
    return ahead;
  }

  async noteRowVersion(row: string, version: number, created: boolean): Promise<void> {
    await runScript(
      this.client,
      'row-version',
      [rowVersionKey(this.ns, row)],
      [version, VERSION_KEPT_MS, created ? '1' : '0'],
    );
  }

  async rowVersions(rows: readonly string[]): Promise<(number | null)[]> {
    const known = await sendAll(
      this.client,
      rows.map((row) => ['get', rowVersionKey(this.ns, row)] as const),
    );
    return known.map((version) => (version === null ? null : Number(version)));
  }
}
