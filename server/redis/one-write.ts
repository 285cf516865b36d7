// Commands of one turn travel in one write. ioredis writes each command to its socket by itself, which is a system call
// each: with many callers at once that is half of a hit's cost. Held back until the turn's promises have run, the
// commands leave together, in their order. Nothing waits for it: a command that is alone on its connection is written
// at once, so that a single caller pays nothing.
import type { Cluster, Redis } from 'ioredis';
import { isCluster } from './nodes';

/** Only for connections that nobody else writes to. */
export function writeTogether(client: Redis | Cluster): void {
  if (!isCluster(client)) {
    holdWrites(client);
    return;
  }
  for (const node of client.nodes()) holdWrites(node);
  client.on('+node', holdWrites);
}

function holdWrites(client: Redis): void {
  let held = false;
  const send = client.sendCommand;
  client.sendCommand = function sendTogether(command, stream) {
    const socket = client.stream;
    // Nothing on the way: this one may be the only one.
    if (!held && socket && client.commandQueue.length > 0) {
      held = true;
      socket.cork();
      // Ticks run after the promises of this turn: whoever was woken by the last reply has sent by then.
      process.nextTick(() => {
        held = false;
        socket.uncork();
      });
    }
    return send.call(client, command, stream);
  };
}
