// Freshet and its peers at the same work, through Redis: a hit, and a tag of 500. Lazy peers answer a tag in no time and
// pay at every read instead.
import type { Bench, Work } from '../bench';
import { elapsedMs, type Implementation, measure, throughput } from '../measure';
import { asPeer, loadPeers, type Peer, titleOf } from '../peers';

const KEYS = 200;
const READS = 6000;
const LANES = 64;
const MEMBERS = 500;
const value = { id: 1, text: 'x'.repeat(1950) };

type Named = [name: string, peer: Peer];

async function openAll(bench: Bench, namespace: string): Promise<Named[]> {
  const opened: Named[] = [['freshet', asPeer(await bench.open(namespace))]];
  for (const [name, open] of Object.entries(await loadPeers())) {
    const peer = await open({
      url: bench.url,
      namespace: `${namespace}-${name.replaceAll(' ', '-')}`,
      tier: 'l2',
    });
    opened.push([titleOf(name), peer]);
  }
  return opened;
}

async function hits({ raw }: Bench, peers: readonly Named[]): Promise<Implementation[]> {
  const text = JSON.stringify(value);
  for (let i = 0; i < KEYS; i++) await raw.set(`peers:raw:${i}`, text, 'EX', 3600);
  const implementations: Implementation[] = [
    {
      name: 'ioredis GET + JSON.parse',
      round: () =>
        throughput(READS, LANES, async (i) =>
          JSON.parse((await raw.get(`peers:raw:${i % KEYS}`)) ?? ''),
        ),
    },
  ];
  const mustNotLoad = () => Promise.reject(new Error('a hit must not load'));
  for (const [name, peer] of peers) {
    for (let i = 0; i < KEYS; i++) await peer.read(`object:${i}`, async () => value);
    implementations.push({
      name,
      round: () => throughput(READS, LANES, (i) => peer.read(`object:${i % KEYS}`, mustNotLoad)),
    });
  }
  return implementations;
}

function tags({ raw }: Bench, peers: readonly Named[]): Implementation[] {
  const implementations: Implementation[] = [
    {
      name: 'ioredis SMEMBERS + 500 pipelined UNLINK',
      async round() {
        const fill = raw.pipeline();
        for (let i = 0; i < MEMBERS; i++)
          fill.set(`peers:m:${i}`, 'x').sadd('peers:tag', `peers:m:${i}`);
        await fill.exec();
        return elapsedMs(async () => {
          const pipeline = raw.pipeline();
          for (const key of await raw.smembers('peers:tag')) pipeline.unlink(key);
          await pipeline.exec();
        });
      },
    },
  ];
  for (const [name, peer] of peers) {
    const { invalidateTag } = peer;
    if (invalidateTag === null) continue;
    implementations.push({
      name,
      async round() {
        await throughput(MEMBERS, LANES, (i) => peer.read(`member:${i}`, async () => 'x', ['tag']));
        return elapsedMs(() => invalidateTag('tag'));
      },
    });
  }
  return implementations;
}

export const peersSpeed: Work = async (bench) => {
  const { rounds } = bench;
  const peers = await openAll(bench, 'peers');
  const hit = await measure(
    'peers: L2 hit, 2 kB object, 64 concurrent',
    'ops/s',
    await hits(bench, peers),
    rounds,
  );
  const tag = await measure('peers: a tag of 500', 'ms', tags(bench, peers), rounds, 5);
  await Promise.all(peers.map(([, peer]) => peer.close()));
  return { results: [...hit, ...tag], goals: [] };
};
