import type { LoadNote, LoadNoteStore } from '../engine/ports-process';
import { loadNoteKey } from './keyspace';
import { asking } from './nodes';
import type { Client } from './script';

export class RedisLoadNotes implements LoadNoteStore {
  constructor(
    private readonly client: Client,
    private readonly ns: string,
    private readonly nowMs: () => number,
  ) {}

  noteLoad(key: string, note: LoadNote, forMs: number): Promise<void> {
    return asking('noting a load', async () => {
      const text = JSON.stringify({ ...note, atMs: this.nowMs() });
      await this.client.set(loadNoteKey(this.ns, key), text, 'PX', forMs);
    });
  }

  loadNote(key: string): Promise<(LoadNote & { atMs: number }) | null> {
    return asking('reading a load note', async () => {
      const text = await this.client.get(loadNoteKey(this.ns, key));
      return text === null ? null : (JSON.parse(text) as LoadNote & { atMs: number });
    });
  }
}
