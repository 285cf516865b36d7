// Readers that never pause while prices change. Each read that began after a wave resolved must show that wave's price
// or a later one; instants are compared on this process's clock only.
import type { Row } from './rows';
import { type Subject } from './price-story';
import { changePrice, readShopPage } from './shop-client';
import type { EventStream } from './sse';
import { type World, waitFor } from './world';

const READERS = 8;
const CHANGES = 20;
/** Reads that must have begun after a wave before the next change. */
const READS_BETWEEN = 48;
const FIRST_CENTS = 200_000;

interface Read {
  startedAtMs: number;
  path: string;
  priceCents: number | null;
}
export interface Judged {
  /** Reads that began after at least one wave had resolved. */
  judged: number;
  /** Of these, the ones that showed a price older than the last resolved change. */
  old: number;
  /** Old prices seen before the wave resolved: shows that the readers can see one. */
  oldBefore: number;
}

/** Pure judgement of what was read, so that it can be tested. Change i has the price `prices[i]`, older first. */
export function judgeReads(
  reads: readonly Read[],
  prices: readonly number[],
  committedAtMs: readonly number[],
  resolvedAtMs: readonly number[],
): Judged {
  const result = { judged: 0, old: 0, oldBefore: 0 };
  for (const read of reads) {
    const shown = prices.indexOf(read.priceCents ?? -1);
    const resolved = resolvedAtMs.filter((at) => at < read.startedAtMs).length - 1;
    const committed = committedAtMs.filter((at) => at < read.startedAtMs).length - 1;
    if (resolved >= 0) result.judged++;
    if (shown < resolved) result.old++;
    else if (shown < committed) result.oldBefore++;
  }
  return result;
}

export async function tellContinuousReading(
  world: World,
  changes: EventStream,
  subject: Subject,
): Promise<Row[]> {
  const reads: Read[] = [];
  let reading = true;
  async function read(first: number): Promise<void> {
    for (let turn = first; reading; turn++) {
      const page = subject.pages[turn % subject.pages.length];
      if (!page) return;
      const { startedAtMs, priceCents } = await readShopPage(world, page.path, subject.productId);
      reads.push({ startedAtMs, priceCents, path: page.path });
    }
  }
  const readers = Array.from({ length: READERS }, (_, index) => read(index));
  const prices: number[] = [];
  const committedAtMs: number[] = [];
  const resolvedAtMs: number[] = [];
  try {
    for (let index = 0; index < CHANGES; index++) {
      const cents = FIRST_CENTS + index;
      prices.push(cents);
      const change = await changePrice(world, changes, subject.productId, cents);
      committedAtMs.push(change.committedAtMs);
      resolvedAtMs.push(change.resolvedAtMs);
      await waitFor(async () => {
        const since = reads.filter((one) => one.startedAtMs > change.resolvedAtMs).length;
        return since >= READS_BETWEEN ? true : null;
      });
    }
  } finally {
    reading = false;
    await Promise.all(readers);
  }
  const { judged, old, oldBefore } = judgeReads(reads, prices, committedAtMs, resolvedAtMs);
  return [
    {
      what: `old price after its wave resolved (${CHANGES} changes, ${READERS} readers)`,
      expected: `0 of at least ${CHANGES * READS_BETWEEN} reads`,
      measured: `${old} of ${judged} reads`,
      ok: old === 0 && judged >= CHANGES * READS_BETWEEN,
    },
    {
      what: 'control: old price between commit and wave',
      expected: 'some reads, or the readers see nothing',
      measured: `${oldBefore} reads`,
      ok: oldBefore > 0,
    },
  ];
}
