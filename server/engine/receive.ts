// What this process makes of a message from the backplane.
import type { BackplaneMessage } from './ports';
import type { Runtime } from './runtime';
import type { WarmReport, WaveNotice } from './types';
import type { Warming } from './warming';

export function receive(
  { waiters, fates, recorder, emitter, l1 }: Runtime,
  warming: Pick<Warming, 'supersede'>,
  message: BackplaneMessage,
): void {
  switch (message.kind) {
    case 'wake':
      waiters.wake(message.key);
      return;
    case 'wave': {
      const notice = JSON.parse(message.notice) as WaveNotice;
      for (const { key, refreshed } of fates.heard(notice)) recorder.countRefreshed(key, refreshed);
      // Pages that were removed unseen woke nobody: who waits for a lease looks whether it is still there.
      if (notice.phase === 'finished') waiters.wakeAll();
      warming.supersede(notice);
      emitter.emit('wave', notice);
      return;
    }
    case 'cut':
      l1?.heard(message);
      return;
    case 'warm':
      emitter.emit('warm', JSON.parse(message.report) as WarmReport);
  }
}
