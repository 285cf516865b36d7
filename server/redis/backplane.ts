// Pub/sub of one namespace: waves to show and caches to drop, wake-ups for those who wait for a lease. A message can be
// lost; nothing rests on it: waiters also poll, and the cut messages that caches in a process live by are numbered, so that
// a lost one is noticed (engine/l1/freshness.ts).
import type { BackplaneMessage } from '../engine/ports';
import { backplaneChannel } from './keyspace';
import type { Client } from './script';

export const WAKE_PREFIX = 'k';

/** Cut messages are made by scripts (lua/shared/tell-cut.lua), which number them. */
export function encodeMessage(message: Exclude<BackplaneMessage, { kind: 'cut' }>): string {
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
  if (text.startsWith('c')) return cutOf(rest);
  return text.startsWith('m') ? { kind: 'warm', report: rest } : null;
}

/** `<number> <node time ms>\n<guard>\n<guard>…` */
function cutOf(text: string): BackplaneMessage | null {
  const [head = '', ...guards] = text.split('\n');
  const [number = Number.NaN, atMs = Number.NaN] = head.split(' ').map(Number);
  return Number.isFinite(number) && Number.isFinite(atMs)
    ? { kind: 'cut', number, atMs, guards: guards.filter((guard) => guard !== '') }
    : null;
}

/** Listens on a connection of its own; `main` tells whether commands can be sent. */
export class Backplane {
  private readonly messages = new Set<(message: BackplaneMessage) => void>();
  private readonly connections = new Set<(state: 'up' | 'down') => void>();
  private readonly resubscribed = new Set<() => void>();
  private isAgain = false;

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
    // By hand at every connection: the client's own way of subscribing again leaves a rejection that nobody handles when
    // the connection is lost once more before the reply, and that ends a process.
    const subscribe = () => {
      subscriber.subscribe(backplaneChannel(ns)).then(
        () => this.subscribed(),
        () => {},
      );
    };
    subscriber.on('ready', subscribe);
    if (subscriber.status === 'ready') subscribe();
  }

  onMessage(listener: (message: BackplaneMessage) => void): () => void {
    this.messages.add(listener);
    return () => this.messages.delete(listener);
  }

  onConnection(listener: (state: 'up' | 'down') => void): () => void {
    this.connections.add(listener);
    return () => this.connections.delete(listener);
  }

  /** The listening connection was lost and is back: messages in between were missed. */
  onResubscribe(listener: () => void): () => void {
    this.resubscribed.add(listener);
    return () => this.resubscribed.delete(listener);
  }

  async close(): Promise<void> {
    this.messages.clear();
    this.resubscribed.clear();
    this.connections.clear();
    this.subscriber.disconnect();
  }

  private subscribed(): void {
    if (this.isAgain) for (const listener of this.resubscribed) listener();
    this.isAgain = true;
  }

  private tell(state: 'up' | 'down'): void {
    for (const listener of this.connections) listener(state);
  }
}
