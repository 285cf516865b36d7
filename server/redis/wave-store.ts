// Steps on the namespace itself and on the journal of waves.
import type { NamespaceState, OpenWave } from '../engine/ports';
import { backplaneChannel, journalKey, namespaceKey, openWavesKey } from './keyspace';
import { NodeClock } from './node-clock';
import { type Client, list, number, runScript, text } from './script';

/** Finished waves kept in the journal at most; older ones are also trimmed by age. */
export const JOURNAL_LENGTH = 20_000;

export class WaveStore {
  readonly clock = new NodeClock();
  protected readonly channel: string;
  protected readonly namespace: string;

  constructor(
    protected readonly client: Client,
    protected readonly ns: string,
    readonly topology: 'standalone' | 'cluster',
  ) {
    this.channel = backplaneChannel(ns);
    this.namespace = namespaceKey(ns);
  }

  async openWave(id: string, plan: string) {
    const sentAt = performance.now();
    const fused = this.topology === 'standalone';
    const keys = fused ? [this.namespace, openWavesKey(this.ns)] : [this.namespace];
    const [sequence, now, generation, ...types] = list(
      await runScript(this.client, 'open-wave', keys, [id, plan]),
    );
    this.clock.observe(number(now), sentAt);
    if (!fused) {
      await runScript(
        this.client,
        'journal',
        [openWavesKey(this.ns)],
        ['open', id, text(sequence), plan],
      );
    }
    return {
      sequence: number(sequence),
      generation: number(generation),
      declaredTypes: types.map(text),
      nowMs: number(now),
    };
  }

  async touchWave(id: string): Promise<boolean> {
    const reply = await runScript(this.client, 'journal', [openWavesKey(this.ns)], ['touch', id]);
    return reply === 1;
  }

  async adoptWave(id: string, idleMs: number): Promise<boolean> {
    const reply = await runScript(
      this.client,
      'journal',
      [openWavesKey(this.ns)],
      ['adopt', id, idleMs],
    );
    return reply === 1;
  }

  async closeWave(id: string, record: string): Promise<{ position: string }> {
    const journal = journalKey(this.ns);
    const open = openWavesKey(this.ns);
    if (this.topology === 'standalone') {
      const reply = await runScript(
        this.client,
        'close-wave',
        [journal, open],
        [id, record, JOURNAL_LENGTH],
      );
      return { position: text(reply) };
    }
    // Record first: a crash between the two repeats the wave, it never loses it.
    const position = await this.client.xadd(
      journal,
      'MAXLEN',
      '~',
      JOURNAL_LENGTH,
      '*',
      'id',
      id,
      'wave',
      record,
    );
    await this.client.hdel(open, id);
    return { position: position ?? '' };
  }

  async openWaves(): Promise<OpenWave[]> {
    const [all, time] = await Promise.all([
      this.client.hgetall(openWavesKey(this.ns)),
      this.namespaceState(),
    ]);
    return Object.entries(all).map(([id, record]) => {
      const [sequence = '0', seenAt = '0', attempts = '1', ...plan] = record.split('\n');
      return {
        id,
        sequence: Number(sequence),
        idleMs: time.nowMs - Number(seenAt),
        attempts: Number(attempts),
        plan: plan.join('\n'),
      };
    });
  }

  async namespaceState(): Promise<NamespaceState> {
    const sentAt = performance.now();
    const [generation, sequence, now, , , , cuts] = list(
      await runScript(this.client, 'state', [this.namespace], []),
    );
    this.clock.observe(number(now), sentAt);
    return {
      generation: number(generation),
      sequence: number(sequence),
      nowMs: number(now),
      cuts: number(cuts),
    };
  }
}
