// Removes the bodies of entries that a marker has retired, behind the wave (docs/decisions/big-guards.md). What is left to
// do stands in the guard itself: a crash loses nothing, whoever comes next goes on.
import { typeOf } from '../engine/names';
import type { Guard } from '../engine/ports';
import { entryKey, guardKey } from './keyspace';
import { isCluster } from './nodes';
import { type Client, list, runScript, text } from './script';

/** Entries looked at in one script: about half a millisecond with three refs each. */
const PER_SCRIPT = 128;

/** One page, in steps of a key each on Cluster. How many edges it looked at. */
export async function sweepRetired(
  client: Client,
  ns: string,
  guard: Guard,
  keepTypes: ReadonlySet<string>,
  count: number,
): Promise<number> {
  const name = guardKey(ns, guard);
  const [any, hard, byEntry, ...found] = list(
    await runScript(client, 'retired-page', [name], [count]),
  ).map(text);
  const keys = found.filter((_, i) => i % 2 === 0);
  if (any === undefined || hard === undefined || byEntry === undefined) return 0;
  const step = isCluster(client) ? 1 : PER_SCRIPT;
  let letters = '';
  // One at a time on standalone: others must get in between.
  for (let at = 0; at < keys.length; at += PER_SCRIPT) {
    const page = keys.slice(at, at + PER_SCRIPT);
    const steps = Array.from({ length: Math.ceil(page.length / step) }, (_, i) =>
      page.slice(i * step, (i + 1) * step).map((key) => entryKey(ns, key)),
    );
    const replies = await Promise.all(
      steps.map((names) => runScript(client, 'retire-entries', names, [guard, any, hard, byEntry])),
    );
    letters += replies.map(text).join('');
  }
  for (let at = 0; at < keys.length; at += PER_SCRIPT) {
    const edges = keys.slice(at, at + PER_SCRIPT).flatMap((key, i) => {
      const fate = keepTypes.has(typeOf(key)) ? 'w' : 'd';
      return [key, found[(at + i) * 2 + 1] ?? '', letters[at + i] === 'k' ? 'k' : fate];
    });
    await runScript(client, 'settle-retired', [name], edges);
  }
  return keys.length;
}
