// Moves one slot of a Cluster as `redis-cli --cluster reshard` does, with time for traffic while it is half moved.
import type { Redis } from 'ioredis';

/** `nodes`: clients of the masters. The slot goes to the next of them after its owner. */
export async function moveSlot(
  nodes: readonly Redis[],
  slot: number,
  meanwhile: () => Promise<unknown>,
): Promise<void> {
  const ids = await Promise.all(nodes.map(async (node) => String(await node.cluster('MYID'))));
  const owner = await ownerOf(nodes, slot);
  const target = (owner + 1) % nodes.length;
  const [from, to] = [nodes[owner], nodes[target]];
  const [fromId, toId] = [ids[owner], ids[target]];
  if (!from || !to || !fromId || !toId)
    throw new Error(`slot ${slot} has no owner among the masters`);

  await to.cluster('SETSLOT', slot, 'IMPORTING', fromId);
  await from.cluster('SETSLOT', slot, 'MIGRATING', toId);
  await meanwhile();
  for (;;) {
    const keys = (await from.cluster('GETKEYSINSLOT', slot, 10)) as string[];
    if (keys.length === 0) break;
    await from.migrate(
      '127.0.0.1',
      to.options.port ?? 6379,
      '',
      0,
      5000,
      'REPLACE',
      'KEYS',
      ...keys,
    );
  }
  await meanwhile();
  // The target first: otherwise the owner forgets the slot before anybody has it.
  await to.cluster('SETSLOT', slot, 'NODE', toId);
  await from.cluster('SETSLOT', slot, 'NODE', toId);
  for (const [index, node] of nodes.entries()) {
    if (index !== owner && index !== target) await node.cluster('SETSLOT', slot, 'NODE', toId);
  }
}

async function ownerOf(nodes: readonly Redis[], slot: number): Promise<number> {
  const slots = (await nodes[0]?.cluster('SLOTS')) ?? [];
  const range = slots.find(([low, high]) => slot >= low && slot <= high);
  return nodes.findIndex((node) => node.options.port === range?.[2]?.[1]);
}
