// Pub/sub of one namespace: waves to show and caches to drop, wake-ups for those who wait for a lease. A message can be
// lost; nothing rests on it (waiters also poll, the journal is the truth).
import type { BackplaneMessage } from '../engine/ports';
import { backplaneChannel } from './keyspace';
import type { Client } from './script';

export const WAKE_PREFIX = 'k';

export function encodeMessage(message: BackplaneMessage): string {
  switch (message.kind) {
    case 'wake':
      return WAKE_PREFIX + message.key;
    case 'wave':
      return `w${message.notice}`;
    case 'warm':
      return `m${message.report}`;
  }
}

export function decodeMessage(text: string): BackplaneMessage | null {
  const rest = text.slice(1);
  if (text.startsWith(WAKE_PREFIX)) return { kind: 'wake', key: rest };
  if (text.startsWith('w')) return { kind: 'wave', notice: rest };
  return text.startsWith('m') ? { kind: 'warm', report: rest } : null;
}

/** Listens on a connection of its own; `main` tells whether commands can be sent. */
export class Backplane {
  private readonly messages = new Set<(message: BackplaneMessage) => void>();
  private readonly connections = new Set<(state: 'up' | 'down') => void>();

  constructor(
    private readonly subscriber: Client,
    main: Client,
    ns: string,
  ) {
    subscriber.on('message', (_channel: string, text: string) => {
      const message = decodeMessage(text);
      if (message !== null) for (const listener of this.messages) listener(message);
    });
    // A lost connection is seen by `connections`; the client itself reconnects and subscribes again.
    subscriber.on('error', () => {});
    main.on('ready', () => this.tell('up'));
    main.on('close', () => this.tell('down'));
    subscriber.subscribe(backplaneChannel(ns)).catch(() => {});
  }

  onMessage(listener: (message: BackplaneMessage) => void): () => void {
    this.messages.add(listener);
    return () => this.messages.delete(listener);
  }

  onConnection(listener: (state: 'up' | 'down') => void): () => void {
    this.connections.add(listener);
    return () => this.connections.delete(listener);
  }

  async close(): Promise<void> {
    this.messages.clear();
    this.connections.clear();
    this.subscriber.disconnect();
  }

  private tell(state: 'up' | 'down'): void {
    for (const listener of this.connections) listener(state);
  }
}
