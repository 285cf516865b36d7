// Watches over the children of a process that may be killed without a chance to stop them. Its parent writes `+pid`
// and `-pid` lines; when the pipe closes, whatever is still listed is stopped, the last started first.
import { createInterface } from 'node:readline';
import { isAlive } from './child.mjs';

/** @type {number[]} */
const pids = [];
// Signals for the terminal's group are not for this process: it ends with its parent.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {});

for await (const line of createInterface({ input: process.stdin })) {
  const pid = Number(line.slice(1));
  if (line.startsWith('+')) pids.push(pid);
  else pids.splice(pids.indexOf(pid), 1);
}
for (const pid of pids.toReversed()) {
  if (!isAlive(pid)) continue;
  process.kill(pid, 'SIGTERM');
  for (let tries = 0; isAlive(pid) && tries < 100; tries++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  if (isAlive(pid)) process.kill(pid, 'SIGKILL');
}
