// What each cache gets wrong at the same work: values left old after an invalidation, and loads made too often.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Bench, type Comparison, exactly, type Work } from '../bench';
import { asPeer, loadPeers, type OpenPeer, peersFolder, titleOf } from '../peers';

const PROCESSES = 4;
const CALLERS = 250;

/** product ← listing ← home, each made by reading the one before: is what was made from the product new, too? */
async function oldAfterChange(open: OpenPeer, bench: Bench, namespace: string): Promise<number> {
  const peer = await open({ url: bench.url, namespace, tier: 'l2' });
  let version = 1;
  const product = () => peer.read('product', async () => version);
  // A cache that can only be told learns it here: each is tagged with what it shows.
  const listing = () => peer.read('listing', product, peer.invalidateTag ? ['product'] : undefined);
  const home = () => peer.read('home', listing, peer.invalidateTag ? ['listing'] : undefined);
  await home();
  version = 2;
  await peer.invalidateKey('product');
  await peer.invalidateTag?.('product');
  const seen = [await home(), await listing(), await product()];
  await peer.close();
  return seen.filter((one) => one !== version).length;
}

/** A load that has read version 1 when version 2 is committed and invalidated: what do later readers get? */
async function oldAfterLateFill(
  open: OpenPeer,
  bench: Bench,
  namespace: string,
  by: 'key' | 'tag',
  where: 'same process' | 'other process',
): Promise<boolean | null> {
  const one = await open({ url: bench.url, namespace, tier: 'l2' });
  const other = await open({ url: bench.url, namespace, tier: 'l2' });
  const invalidator = where === 'same process' ? one : other;
  const tags = by === 'tag' ? ['t'] : undefined;
  const invalidate =
    by === 'key' ? () => invalidator.invalidateKey('k') : invalidator.invalidateTag;
  let old: boolean | null = null;
  if (invalidate !== null) {
    let version = 1;
    let release: () => void = () => {};
    let reading: Promise<unknown> = Promise.resolve();
    await new Promise<void>((hasRead) => {
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      reading = one.read(
        'k',
        async () => {
          const seen = version;
          hasRead();
          await released;
          return seen;
        },
        tags,
      );
    });
    version = 2;
    await invalidate('t');
    release();
    await reading;
    old = (await one.read('k', async () => version, tags)) !== version;
  }
  await Promise.all([one.close(), other.close()]);
  return old;
}

/** Loads that 4 × 250 callers of one cold key make together. */
async function loadsInFleet(program: string, args: string[], message: object): Promise<number> {
  const fleet = Array.from({ length: PROCESSES }, () =>
    fork(program, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }),
  );
  await Promise.all(fleet.map((child) => once(child, 'message')));
  const replies = fleet.map((child) => once(child, 'message') as Promise<[{ loads: number }]>);
  for (const child of fleet) child.send({ ...message, callers: CALLERS });
  const loads = (await Promise.all(replies)).map(([reply]) => reply.loads);
  for (const child of fleet) child.disconnect();
  return loads.reduce((sum, count) => sum + count, 0);
}

export const peersWrong: Work = async (bench) => {
  const own: OpenPeer = async ({ namespace }) => asPeer(await bench.open(namespace));
  const candidates: [string, OpenPeer][] = [['freshet', own], ...Object.entries(await loadPeers())];
  const comparison: Comparison[] = [];
  for (const [name, open] of candidates) {
    const namespace = `wrong-${name.replaceAll(' ', '-')}`;
    const late = [];
    for (const by of ['key', 'tag'] as const) {
      for (const where of ['same process', 'other process'] as const) {
        const space = `${namespace}-${by}-${where.replace(' ', '-')}`;
        late.push(await oldAfterLateFill(open, bench, space, by, where));
      }
    }
    const probe = await open({ url: bench.url, namespace: `${namespace}-probe`, tier: 'l2' });
    comparison.push({
      impl: name === 'freshet' ? name : titleOf(name),
      tags: probe.invalidateTag !== null,
      oldAfterChange: await oldAfterChange(open, bench, `${namespace}-deep`),
      lateFillCases: late.filter((old) => old !== null).length,
      lateFillOld: late.filter((old) => old === true).length,
      loadsInFleet:
        name === 'freshet'
          ? await loadsInFleet(
              fileURLToPath(new URL('./stampede-child.mjs', import.meta.url)),
              [bench.url],
              { kind: 'freshet', key: 'peers:cold' },
            )
          : await loadsInFleet(
              path.join(peersFolder, 'child.mjs'),
              [name, bench.url, `${namespace}-fleet`],
              { key: 'cold' },
            ),
    });
    await probe.close();
  }
  const [mine] = comparison;
  return {
    results: [],
    comparison,
    goals: [
      exactly('old values after a change two levels below', 0, mine?.oldAfterChange ?? -1),
      exactly('old values left by a late fill, four cases', 0, mine?.lateFillOld ?? -1),
    ],
  };
};
