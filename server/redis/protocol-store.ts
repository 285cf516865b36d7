// The protocol's steps on a real Redis. Single-key steps for every topology here; the fusions that only a standalone
// Redis allows are in fused-store.ts.
import { Command } from 'ioredis';
import type { Ref } from '../engine/entry';
import type {
  AcquireReply,
  AcquireRequest,
  AcquireStatus,
  BackplaneMessage,
  CutResult,
  Guard,
  MarkChunk,
  Markers,
  ProtocolStore,
  PublishReply,
  PublishRequest,
  Registered,
} from '../engine/ports';
import { type Backplane, encodeMessage, WAKE_PREFIX } from './backplane';
import { dedupeKey, entryKey, guardKey } from './keyspace';
import { readMarkers, readWithMarkers } from './markers';
import { blobOf, countsOf, membersOf } from './replies';
import { bytes, type Client, list, number, runScript, text } from './script';
import { WaveStore } from './wave-store';

const BYTES = { replyEncoding: null };

export class RedisProtocolStore extends WaveStore implements ProtocolStore {
  constructor(
    client: Client,
    ns: string,
    topology: 'standalone' | 'cluster',
    private readonly backplane: Backplane,
    /** Members of a guard that are walked at most. */
    protected readonly walkLimit: number,
  ) {
    super(client, ns, topology);
  }

  read(key: string): Promise<Buffer | null> {
    // What getBuffer does, less what every call of it looks up anew: this is the path of every hit.
    return this.client.sendCommand(
      new Command('get', [entryKey(this.ns, key)], BYTES),
    ) as Promise<Buffer | null>;
  }

  readWith(
    key: string,
    guards: readonly Guard[],
  ): Promise<{ blob: Buffer | null; markers: (Markers | null)[] }> {
    return readWithMarkers(this.client, this.ns, key, guards);
  }

  markersOf(guards: readonly Guard[]): Promise<(Markers | null)[]> {
    return readMarkers(this.client, this.ns, guards);
  }

  nodeNow(): number {
    return this.clock.now();
  }

  async acquire(request: AcquireRequest): Promise<AcquireReply> {
    const sentAt = performance.now();
    const fused = this.topology === 'standalone';
    const keys = [entryKey(this.ns, request.key)];
    if (fused) keys.push(this.namespace);
    const [reply, state] = await Promise.all([
      runScript(this.client, 'acquire', keys, [
        bufferOf(request.token),
        request.leaseMs,
        request.generation,
        request.takeover ? '1' : '0',
        retiredOf(request),
        ...(fused ? request.declaredTypes : []),
      ]),
      // On Cluster lease and sequence are two steps; the model holds with the sequence read before or after the lease.
      fused ? null : runScript(this.client, 'state', [this.namespace], request.declaredTypes),
    ]);
    const [status, sequence, left, reason, now, blob, settles] = list(reply);
    this.clock.observe(number(now), sentAt);
    const whole = bytes(blob);
    return {
      status: text(status) as AcquireStatus,
      sequence: state === null ? number(sequence) : number(list(state)[1]),
      leaseLeftMs: number(left),
      reason: text(reason) === '' ? null : (text(reason) as AcquireReply['reason']),
      blob: whole.length === 0 ? null : whole,
      settling: text(state === null ? settles : list(state)[4]) === '1',
    };
  }

  async renew(key: string, token: Uint8Array, leaseMs: number): Promise<boolean> {
    const reply = await runScript(
      this.client,
      'renew',
      [entryKey(this.ns, key)],
      [bufferOf(token), leaseMs],
    );
    return reply === 1;
  }

  async release(key: string, token: Uint8Array): Promise<void> {
    await runScript(
      this.client,
      'release',
      [entryKey(this.ns, key)],
      [bufferOf(token), this.channel, WAKE_PREFIX + key],
    );
  }

  async declare(types: readonly string[]) {
    const [, sequence, , added, , flagged] = list(
      await runScript(this.client, 'state', [this.namespace], types),
    );
    return {
      sequence: number(sequence),
      added: text(added) === '1',
      flaggedAt: number(flagged),
    };
  }

  async register(
    guard: Guard,
    key: string,
    ref: Ref,
    lifeMs: number,
    soft: boolean,
  ): Promise<Registered> {
    const [marker, verified] = list(
      await runScript(
        this.client,
        'register',
        [guardKey(this.ns, guard)],
        [
          key,
          lifeMs,
          Math.min(255, ref.depth),
          soft || ref.depth > 1 || key.includes('{') ? '1' : '0',
          this.walkLimit,
          this.topology === 'standalone' ? '1' : '0',
        ],
      ),
    );
    return { marker: number(marker), verified: verified === 1 };
  }

  publish(request: PublishRequest): Promise<PublishReply> {
    return this.runPublish(request, []);
  }

  protected async runPublish(
    request: PublishRequest,
    guards: readonly Ref[],
  ): Promise<PublishReply> {
    const reply = await runScript(
      this.client,
      'publish',
      [entryKey(this.ns, request.key), ...guards.map((ref) => guardKey(this.ns, ref.guard))],
      [
        bufferOf(request.token),
        request.blob,
        request.ttlMs,
        request.swrMs,
        request.store ? '1' : '0',
        this.channel,
        WAKE_PREFIX + request.key,
        request.key,
        this.walkLimit,
        ...guards.flatMap((ref) => [ref.ref, Math.min(255, ref.depth)]),
      ],
    );
    return text(reply) as PublishReply;
  }

  async mark(
    guard: Guard,
    sequence: number,
    cursor: string,
    count: number,
    mode: 'hard' | 'soft' | null,
    declaredTypes: readonly string[],
    sampleWanted: number,
  ): Promise<MarkChunk> {
    const [next, counts, sample, walksVerified, ...found] = list(
      await runScript(
        this.client,
        'mark',
        [guardKey(this.ns, guard)],
        [
          sequence,
          cursor,
          count,
          mode ?? '',
          this.topology === 'standalone' ? '1' : '0',
          sampleWanted,
          ...declaredTypes,
        ],
      ),
    );
    return {
      members: membersOf(found),
      cursor: text(next),
      retired: countsOf(counts),
      sample: membersOf(list(sample)),
      walksVerified: walksVerified === 1,
    };
  }

  async cut(
    keys: readonly string[],
    mode: 'hard' | 'soft' | null,
    generation: number,
    wantRefs: boolean,
  ): Promise<CutResult> {
    const steps = this.topology === 'standalone' ? [keys] : keys.map((key) => [key]);
    const replies = await Promise.all(
      steps.map((step) =>
        runScript(
          this.client,
          'cut',
          step.map((key) => entryKey(this.ns, key)),
          [mode ?? '', generation, wantRefs ? '1' : '0', this.channel, WAKE_PREFIX, ...step],
        ),
      ),
    );
    let letters = '';
    const refs: (Buffer | null)[] = [];
    for (const reply of replies) {
      const parts = list(reply);
      for (let i = 0; i < parts.length; i += 2) {
        letters += text(parts[i]);
        refs.push(blobOf(parts[i + 1]));
      }
    }
    return { letters, refs };
  }

  async bumpGeneration(): Promise<number> {
    return number(await runScript(this.client, 'bump', [this.namespace], []));
  }

  recall(dedupeId: string): Promise<string | null> {
    return this.client.get(dedupeKey(this.ns, dedupeId));
  }

  async remember(dedupeId: string, value: string, ttlMs: number): Promise<void> {
    await this.client.set(dedupeKey(this.ns, dedupeId), value, 'PX', ttlMs);
  }

  async tellCut(guards: readonly string[]): Promise<void> {
    await runScript(this.client, 'tell-cut', [this.namespace], [this.channel, guards.join('\n')]);
  }

  async announce(message: Exclude<BackplaneMessage, { kind: 'cut' }>): Promise<void> {
    await this.client.publish(this.channel, encodeMessage(message));
  }

  onMessage(listener: (message: BackplaneMessage) => void): () => void {
    return this.backplane.onMessage(listener);
  }

  onResubscribe(listener: () => void): () => void {
    return this.backplane.onResubscribe(listener);
  }

  onConnection(listener: (state: 'up' | 'down') => void): () => void {
    return this.backplane.onConnection(listener);
  }

  close(): Promise<void> {
    return this.backplane.close();
  }
}

function retiredOf({ retired }: AcquireRequest): Buffer | string {
  if (retired === undefined) return '';
  return Buffer.concat([retired.identity, Buffer.from(retired.standing === 'gone' ? 'g' : 's')]);
}

export function bufferOf(token: Uint8Array): Buffer {
  return Buffer.isBuffer(token) ? token : Buffer.from(token);
}
